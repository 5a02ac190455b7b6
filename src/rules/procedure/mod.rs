//! The rights of the party in procedure: hearings, remedies, evidence, who may act.

pub mod auxiliaries_enforce;
pub mod dog_without_immunity;
pub mod forced_review;
pub mod narrow_hearing;
pub mod narrow_recusal;
pub mod old_information_request;
pub mod old_simple_procedure;
pub mod old_spot_collection;
pub mod pay_before_remedy;
pub mod recusal_by_unit;
pub mod review_by_superior_body;
pub mod route_by_tender;
pub mod short_hearing_request;
pub mod short_review_period;
pub mod short_suit_period;
pub mod unaudited_camera_evidence;
