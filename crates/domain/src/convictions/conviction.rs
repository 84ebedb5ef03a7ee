//! One offence, from accusation to the end of its order.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{OffenceCode, Requirement, RequirementForm};
use crate::code::Code;
use crate::partial_date::PartialDate;
use crate::text::{Line, Note};
use crate::{Against, Check, Flaw, Private, calendar, choice, form, lists};

/// The most requirements of one order.
const MAX_REQUIREMENTS: usize = 15;

lists! {
    /// What a court imposed.
    Disposal = "disposal";
    /// The kind of order.
    OrderType = "order_type";
}

choice! {
    /// Where a matter stands.
    pub enum Standing {
        /// Arrested, not charged.
        Arrested = "arrested", "Arrested";
        /// Charged, not heard yet.
        Pending = "pending", "Charged, pending";
        /// Found guilty.
        Convicted = "convicted", "Convicted";
        /// Cautioned, conditionally or not.
        Cautioned = "cautioned", "Caution";
        /// Found not guilty.
        Acquitted = "acquitted", "Acquitted";
        /// Dropped.
        Discontinued = "discontinued", "Discontinued";
        /// Not known.
        NotKnown = "not_known", "Not known";
    }
}

form! {
    /// What somebody typed about one offence.
    pub struct ConvictionForm {
        /// The offence, in words.
        #[schema(required, value_type = String, max_length = 250, example = "Theft from a shop")]
        pub offence: Private<String>,
        /// Home Office offence code.
        #[schema(value_type = String, max_length = 16, example = "046/00")]
        pub offence_code: Private<String>,
        /// When it was committed: a day, a month or a year.
        #[schema(value_type = String, max_length = 32, example = "2026-03")]
        pub offence_on: Private<String>,
        /// Where the matter stands.
        #[schema(required, value_type = Standing)]
        pub status: Standing,
        /// The court.
        #[schema(value_type = String, max_length = 250, example = "Sampleton Magistrates' Court")]
        pub court: Private<String>,
        /// The day of the conviction, or of the caution.
        #[schema(value_type = NaiveDate, example = "2026-05-24")]
        pub convicted_on: Private<String>,
        /// Code of the list `disposal`: what was imposed.
        #[schema(value_type = String, max_length = 16, example = "community_order")]
        pub disposal: Private<String>,
        /// Code of the list `order_type`: the order that they are under.
        #[schema(value_type = String, max_length = 16, example = "community_order")]
        pub order_type: Private<String>,
        /// When the order began.
        #[schema(value_type = NaiveDate, example = "2026-05-24")]
        pub order_from: Private<String>,
        /// When the order ends.
        #[schema(value_type = NaiveDate, example = "2027-05-24")]
        pub order_to: Private<String>,
        /// Requirements of the order, at most 15.
        #[schema(value_type = Vec<RequirementForm>, max_items = 15)]
        pub requirements: Vec<RequirementForm>,
        /// Conditions: licence, exclusion, curfew, no contact.
        #[schema(value_type = String, max_length = 20_000, example = "Not to enter Sample Street")]
        pub conditions: Private<String>,
        /// When the court sits next.
        #[schema(value_type = NaiveDate, example = "2027-01-12")]
        pub next_hearing_on: Private<String>,
        /// Where this comes from.
        #[schema(value_type = String, max_length = 250, example = "Probation, by e-mail")]
        pub source: Private<String>,
        /// The day on which the source said so.
        #[schema(value_type = NaiveDate, example = "2026-06-01")]
        pub informed_on: Private<String>,
    }
}

/// One offence, parsed and valid.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Conviction {
    /// The offence, in words.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub offence: Private<Line>,
    /// Home Office offence code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub offence_code: Option<Private<OffenceCode>>,
    /// When it was committed: a day, a month or a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub offence_on: Option<Private<PartialDate>>,
    /// Where the matter stands.
    pub status: Standing,
    /// The court.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub court: Option<Private<Line>>,
    /// The day of the conviction, or of the caution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub convicted_on: Option<Private<NaiveDate>>,
    /// Code of the list `disposal`: what was imposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub disposal: Option<Code<Disposal>>,
    /// Code of the list `order_type`: the order that they are under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub order_type: Option<Code<OrderType>>,
    /// When the order began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub order_from: Option<Private<NaiveDate>>,
    /// When the order ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub order_to: Option<Private<NaiveDate>>,
    /// Requirements of the order, at most 15.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<Requirement>,
    /// Conditions: licence, exclusion, curfew, no contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub conditions: Option<Private<Note>>,
    /// When the court sits next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub next_hearing_on: Option<Private<NaiveDate>>,
    /// Where this comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub source: Option<Private<Line>>,
    /// The day on which the source said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub informed_on: Option<Private<NaiveDate>>,
}

impl Conviction {
    /// Whether they are under its order on a day.
    pub fn order_holds_on(&self, day: NaiveDate) -> bool {
        self.order_type.is_some()
            && self.order_from.as_ref().is_none_or(|from| *from.reveal() <= day)
            && self.order_to.as_ref().is_none_or(|to| day <= *to.reveal())
    }
}

impl ConvictionForm {
    pub(crate) fn checked(&self, check: &mut Check, against: &Against<'_>) -> Option<Conviction> {
        let today = against.today();
        let offence = check.required("offence", "the offence", self.offence.as_ref(), Line::parse);
        let offence_code = check.optional("offence_code", self.offence_code.as_ref(), OffenceCode::parse);
        let offence_on =
            check.optional("offence_on", self.offence_on.as_ref(), |typed| PartialDate::parse_past(typed, today));
        let status = check.required("status", "where the matter stands", self.status.as_ref(), |choice| Ok(*choice));
        let court = check.optional("court", self.court.as_ref(), Line::parse);
        let convicted_on = check.optional("convicted_on", self.convicted_on.as_ref(), |typed| {
            calendar::parse_past_day(typed, today).map(Private::new)
        });
        let disposal = check.optional("disposal", self.disposal.as_ref(), |code| against.lists.parse(code, today));
        let order_type =
            check.optional("order_type", self.order_type.as_ref(), |code| against.lists.parse(code, today));
        let order_from = check
            .optional("order_from", self.order_from.as_ref(), |typed| calendar::parse_day(typed).map(Private::new));
        let order_to =
            check.optional("order_to", self.order_to.as_ref(), |typed| calendar::parse_day(typed).map(Private::new));
        let requirements = check.each("requirements", MAX_REQUIREMENTS, self.requirements.as_ref(), |check, form| {
            form.checked(check, against)
        });
        let conditions = check.optional("conditions", self.conditions.as_ref(), Note::parse);
        let next_hearing_on = check.optional("next_hearing_on", self.next_hearing_on.as_ref(), |typed| {
            calendar::parse_day(typed).map(Private::new)
        });
        let source = check.optional("source", self.source.as_ref(), Line::parse);
        let informed_on = check.optional("informed_on", self.informed_on.as_ref(), |typed| {
            calendar::parse_past_day(typed, today).map(Private::new)
        });
        if let (Some(committed), Some(convicted)) = (&offence_on, &convicted_on)
            && *convicted.reveal() < committed.reveal().earliest()
        {
            check.flaw("convicted_on", Flaw::EndBeforeStart);
        }
        let found = matches!(status, None | Some(Standing::Convicted | Standing::Cautioned));
        if !found && convicted_on.is_some() {
            check.flaw(
                "convicted_on",
                Flaw::Contradiction("Leave this out: they are not recorded as convicted or cautioned"),
            );
        }
        if !found && disposal.is_some() {
            check.flaw(
                "disposal",
                Flaw::Contradiction("Leave this out: they are not recorded as convicted or cautioned"),
            );
        }
        if let (Some(from), Some(to)) = (&order_from, &order_to)
            && to < from
        {
            check.flaw("order_to", Flaw::EndBeforeStart);
        }
        Some(Conviction {
            offence: offence?,
            offence_code,
            offence_on,
            status: status?,
            court,
            convicted_on,
            disposal,
            order_type,
            order_from,
            order_to,
            requirements,
            conditions,
            next_hearing_on,
            source,
            informed_on,
        })
    }
}
