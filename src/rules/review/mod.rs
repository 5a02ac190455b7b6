//! What record reviews (备案审查) have found against: types of clause that were told to be mended.

pub mod audit_as_settlement;
pub mod birth_control;
pub mod debtor_owner_barred;
pub mod demolition_regime;
pub mod discharge_permit_term;
pub mod dog_fee;
pub mod fewer_reserve_bans;
pub mod fireworks_everywhere;
pub mod forced_blood;
pub mod free_ride_of_soldiers;
pub mod lease_before_the_code;
pub mod old_owners_vote;
pub mod outside_animal_products;
pub mod outside_plates;
pub mod parking_fee_fine;
pub mod reads_communications;
pub mod seized_for_backlog;
pub mod service_dogs;
pub mod violation_before_inspection;
