//! Time: validity that ran out, documents that others repealed, fees and licences that are gone.

pub mod abolished_fee;
pub mod abolished_licence;
pub mod expired_validity;
pub mod finished_task;
pub mod past_date_duty;
pub mod past_transition;
pub mod repealed_document;
