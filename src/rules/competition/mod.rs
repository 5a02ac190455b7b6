//! Fair competition: designated goods and operators, local preference, burdens on outsiders.

pub mod closed_list;
pub mod designated_goods;
pub mod excess_deposit;
pub mod exclusive_operation;
pub mod famous_mark;
pub mod forced_insurance;
pub mod local_establishment;
pub mod local_household;
pub mod local_issued_licence;
pub mod local_preference;
pub mod outsider_burden;
pub mod price_intervention;
pub mod selective_subsidy;
