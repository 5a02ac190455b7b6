//! The five priorities of an enforcement rectification: 逐利执法, 执法不规范, 方式简单僵化, 执法粗暴,
//! 执法寻租.

pub mod auxiliary_enforcement;
pub mod blanket_measure;
pub mod bundled_services;
pub mod campaign_style;
pub mod case_quota;
pub mod designated_institution;
pub mod enterprise_enforcement;
pub mod entrapment;
pub mod excessive_force;
pub mod fine_quota;
pub mod fines_returned;
pub mod first_offence_punished;
pub mod forced_membership;
pub mod free_discretion;
pub mod frequent_inspection;
pub mod hearing_denied;
pub mod height_barrier;
pub mod intermediary_report;
pub mod leader_approval;
pub mod maximum_penalty;
pub mod monitor_abuse;
pub mod on_spot_collection;
pub mod pay_and_pass;
pub mod resource_fee;
pub mod revenue_target;
pub mod road_checkpoint;
pub mod seizure_cost;
pub mod selective_enforcement;
pub mod vehicle_interception;
pub mod wide_seizure;
