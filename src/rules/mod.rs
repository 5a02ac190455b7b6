//! Rules: pure functions of a [`Context`], one file a rule. A rule's doc comment is its page.
//!
//! [`RULES`] is the registry, one plain slice in the order of the manual; tests walk it.

pub mod campaign;
pub mod citation;
pub mod clause;
pub mod conflict;
pub mod competition;
pub mod currency;
pub mod powers;
pub mod said;
pub mod higher;
pub mod hold;
pub mod review;
pub mod procedure;
pub mod subject;
pub mod term;

mod context;
mod page;
mod phrase;
mod sense;
mod statement;

pub use context::{Cited, Context, Findings, RepealedHere, Report};
pub use page::Page;

use crate::finding::{Confidence, Kind, Severity};

/// What makes a rule look at a document at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// Any of these literals stands in the text.
    Literals(&'static [&'static str]),
    /// The document punishes: the rule holds its penal norms against those of higher law
    /// ([`Context::conflicts`]).
    Penal,
    /// The rule holds the document's other clauses against those of higher law
    /// ([`Context::partings`]).
    Clauses,
    /// The document cites something.
    Citations,
    /// Always: the rule reads facts about the document.
    Document,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// CIT001
    pub code: &'static str,
    /// Names the pattern seen, not the cure.
    pub name: &'static str,
    /// What it reports.
    pub kind: Kind,
    /// How bad, unless a finding says otherwise.
    pub severity: Severity,
    /// How sure, unless a finding says otherwise.
    pub confidence: Confidence,
    /// When it looks.
    pub trigger: Trigger,
    /// The page: Markdown with fixed headings.
    pub page: &'static str,
    /// Whether read hits on real law, or labels, bear the rule out (`tests/verdicts` holds it).
    /// One that they don't never reports above low confidence, and says 未复核 on its page.
    pub reviewed: bool,
    /// Looks.
    pub check: fn(&Context<'_>, &mut Findings<'_>),
}

/// All rules in the order of the manual.
pub static RULES: &[&Rule] = &[
    &citation::dead_law_citation::RULE,
    &citation::moved_article_citation::RULE,
    &citation::missing_article_citation::RULE,
    &citation::broken_internal_reference::RULE,
    &citation::dead_basis::RULE,
    &citation::unrelated_article_citation::RULE,
    &citation::dead_name::RULE,
    &currency::repealed_document::RULE,
    &currency::expired_validity::RULE,
    &currency::finished_task::RULE,
    &currency::abolished_fee::RULE,
    &currency::abolished_licence::RULE,
    &powers::paper_penalty::RULE,
    &powers::paper_licence::RULE,
    &powers::paper_coercion::RULE,
    &powers::paper_fee::RULE,
    &conflict::fine_outside_range::RULE,
    &conflict::fine_reckoned_otherwise::RULE,
    &conflict::fine_without_order::RULE,
    &conflict::result_left_out::RULE,
    &conflict::added_penalty_kind::RULE,
    &conflict::approval_for_filing::RULE,
    &conflict::added_condition::RULE,
    &conflict::other_limit::RULE,
    &conflict::weakened_duty::RULE,
    &conflict::exception_left_out::RULE,
    &conflict::lower_body_decides::RULE,
    &conflict::act_struck_out::RULE,
    &conflict::coercion_beyond_law::RULE,
    &conflict::revokes_filed_licence::RULE,
    &powers::paper_right::RULE,
    &campaign::fine_quota::RULE,
    &campaign::case_quota::RULE,
    &campaign::fines_returned::RULE,
    &campaign::revenue_target::RULE,
    &campaign::monitor_abuse::RULE,
    &campaign::seizure_cost::RULE,
    &campaign::resource_fee::RULE,
    &campaign::free_discretion::RULE,
    &campaign::road_checkpoint::RULE,
    &campaign::vehicle_interception::RULE,
    &campaign::wide_seizure::RULE,
    &campaign::frequent_inspection::RULE,
    &campaign::selective_enforcement::RULE,
    &campaign::height_barrier::RULE,
    &campaign::blanket_measure::RULE,
    &campaign::campaign_style::RULE,
    &campaign::maximum_penalty::RULE,
    &campaign::bundled_services::RULE,
    &campaign::pay_and_pass::RULE,
    &campaign::hearing_denied::RULE,
    &campaign::first_offence_punished::RULE,
    &campaign::entrapment::RULE,
    &campaign::excessive_force::RULE,
    &campaign::designated_institution::RULE,
    &campaign::intermediary_report::RULE,
    &campaign::auxiliary_enforcement::RULE,
    &campaign::enterprise_enforcement::RULE,
    &campaign::leader_approval::RULE,
    &campaign::on_spot_collection::RULE,
    &campaign::forced_membership::RULE,
    &competition::designated_goods::RULE,
    &competition::local_preference::RULE,
    &competition::local_establishment::RULE,
    &competition::outsider_burden::RULE,
    &competition::exclusive_operation::RULE,
    &competition::price_intervention::RULE,
    &competition::selective_subsidy::RULE,
    &competition::closed_list::RULE,
    &competition::excess_deposit::RULE,
    &competition::forced_insurance::RULE,
    &competition::famous_mark::RULE,
    &competition::local_household::RULE,
    &competition::local_issued_licence::RULE,
    &subject::outdated_body::RULE,
    &term::outdated_term::RULE,
    &term::gone_division::RULE,
    &procedure::narrow_hearing::RULE,
    &procedure::short_hearing_request::RULE,
    &procedure::old_simple_procedure::RULE,
    &procedure::review_by_superior_body::RULE,
    &procedure::short_review_period::RULE,
    &procedure::short_suit_period::RULE,
    &procedure::forced_review::RULE,
    &procedure::pay_before_remedy::RULE,
    &procedure::unaudited_camera_evidence::RULE,
    &procedure::old_information_request::RULE,
    &procedure::auxiliaries_enforce::RULE,
    &procedure::old_spot_collection::RULE,
    &procedure::recusal_by_unit::RULE,
    &procedure::narrow_recusal::RULE,
    &procedure::route_by_tender::RULE,
    &procedure::dog_without_immunity::RULE,
    &powers::late_fee::RULE,
    &powers::forced_execution::RULE,
    &powers::cuts_off_supply::RULE,
    &powers::freezes_deposits::RULE,
    &powers::seizure_costs::RULE,
    &powers::seizure_until_paid::RULE,
    &powers::seized_things_sold::RULE,
    &powers::suspends_phone::RULE,
    &review::audit_as_settlement::RULE,
    &review::violation_before_inspection::RULE,
    &review::seized_for_backlog::RULE,
    &review::reads_communications::RULE,
    &review::outside_plates::RULE,
    &review::birth_control::RULE,
    &review::debtor_owner_barred::RULE,
    &review::old_owners_vote::RULE,
    &review::fireworks_everywhere::RULE,
    &review::fewer_reserve_bans::RULE,
    &review::dog_fee::RULE,
    &review::demolition_regime::RULE,
    &review::forced_blood::RULE,
    &review::outside_animal_products::RULE,
    &review::parking_fee_fine::RULE,
    &review::service_dogs::RULE,
    &review::free_ride_of_soldiers::RULE,
    &review::lease_before_the_code::RULE,
    &review::discharge_permit_term::RULE,
    &powers::revokes_business_licence::RULE,
    &powers::sets_detention::RULE,
    &powers::fine_without_amount::RULE,
    &powers::doubled_penalty::RULE,
    &powers::surcharge_on_fine::RULE,
    &powers::fines_to_treasury::RULE,
    &powers::licence_before_registration::RULE,
    &powers::local_qualification::RULE,
    &powers::licence_fee::RULE,
    &powers::annual_inspection::RULE,
    &powers::deposit_without_basis::RULE,
    &powers::slow_licence::RULE,
    &powers::delegated_licence_conditions::RULE,
    &powers::registered_capital::RULE,
    &powers::tax_relief::RULE,
    &powers::final_decision::RULE,
    &powers::criminal_penalty::RULE,
    &powers::interpreted_by_department::RULE,
    &powers::invoice_by_department::RULE,
    &powers::licence_taken_as_penalty::RULE,
    &powers::performance_for_looks::RULE,
    &currency::past_date_duty::RULE,
    &currency::past_transition::RULE,
    &powers::rule_exceeds_penalty::RULE,
    &powers::rule_sets_coercion::RULE,
];

/// The rule with this code (any case).
pub fn by_code(code: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .copied()
        .find(|r| r.code.eq_ignore_ascii_case(code))
}

/// Declares `RULE`, its page being the doc comment.
///
/// ```text
/// declare_rule! {
///     /// ## 检查什么
///     /// …
///     code: "CIT001", name: "repealed-law-citation", kind: CitationDead,
///     severity: Error, confidence: High, trigger: Trigger::Citations
/// }
/// fn check(cx: &Context<'_>, out: &mut Findings<'_>) { … }
/// ```
///
/// A rule that no read hit bears out ends with `reviewed: false`.
#[allow(unused_macros)]
macro_rules! declare_rule {
    ($(#[doc = $doc:literal])+ code: $code:literal, name: $name:literal, kind: $kind:ident,
     severity: $severity:ident, confidence: $confidence:ident, trigger: $trigger:expr
     $(, reviewed: $reviewed:literal)? $(,)?) => {
        $(#[doc = $doc])+
        pub static RULE: $crate::rules::Rule = $crate::rules::Rule {
            code: $code,
            name: $name,
            kind: $crate::finding::Kind::$kind,
            severity: $crate::finding::Severity::$severity,
            confidence: $crate::finding::Confidence::$confidence,
            trigger: $trigger,
            page: concat!($($doc, "\n"),+),
            reviewed: true $(&& $reviewed)?,
            check,
        };
    };
}
#[allow(unused_imports)] // rules use it
pub(crate) use declare_rule;
