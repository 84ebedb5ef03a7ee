//! What is written down about somebody invented: short, plain, and of nobody.

use domain::contact::Outcome;

use super::chance::Chance;
use super::health::Profile;

const CAME: &[&str] = &[
    "Came on time.",
    "Came a little early.",
    "Walked in; had time.",
    "Came with their sister.",
    "In good spirits.",
    "Tired, slept badly.",
];

const USE: &[&str] = &[
    "No use since Saturday.",
    "Using on most days, less than last month.",
    "Two lapses since we last met, both after an argument at home.",
    "Has kept to the plan for three weeks.",
    "Used on top once; talked it through.",
];

const DRINK: &[&str] = &[
    "Drinking about half of what it was.",
    "No alcohol since Monday; some sweating, no fits.",
    "Four cans on most evenings.",
    "Dry for five weeks.",
    "Drank at the weekend after the funeral.",
];

const LIFE: &[&str] = &[
    "Pharmacy pick-up is going well.",
    "Housing letter came; helped to fill in the form.",
    "Wants to see the children more often; will ring the solicitor.",
    "Started a course on Tuesdays.",
    "Worried about money until the end of the month; food bank voucher given.",
    "Sleep is better since the dose changed.",
    "Went through the overdose plan and where the kit is kept.",
    "Goals for the next month written down together.",
];

const NEXT: &[&str] =
    &["See again next week.", "Next time at the clinic.", "Will text on Thursday.", "Review in a fortnight."];

/// The note of a contact in which they took part.
pub fn of_a_talk(profile: Profile, chance: &mut Chance) -> String {
    let mut said = vec![chance.pick(CAME), chance.pick(if profile == Profile::Alcohol { DRINK } else { USE })];
    for _ in 0..chance.rather_small(0..=3) {
        let more = chance.pick(LIFE);
        if !said.contains(&more) {
            said.push(more);
        }
    }
    said.push(chance.pick(NEXT));
    said.join(" ")
}

/// The note of a text, a call or a letter.
pub fn of_a_word(chance: &mut Chance) -> &'static str {
    chance.pick(&[
        "Reminded of the appointment.",
        "Asked for a later time; changed.",
        "Rang to say that the script is ready.",
        "Sent the group's timetable.",
        "All well, will come on Thursday.",
    ])
}

/// Why they did not take part, in a line.
pub fn why(outcome: Outcome, chance: &mut Chance) -> &'static str {
    match outcome {
        Outcome::DidNotAttend => {
            chance.pick(&["No reply to two texts", "No answer at the door", "Did not answer the call"])
        }
        Outcome::TooLate => "Came after the room was taken",
        Outcome::CancelledByThem => {
            chance.pick(&["Unwell", "At work", "At the hospital with their mother", "No money for the bus"])
        }
        Outcome::CancelledByUs => chance.pick(&["Worker ill", "Building closed", "Moved to the nurse's clinic"]),
        Outcome::Attended | Outcome::AttendedLate => "",
    }
}

/// What was done about it.
pub fn done_about_it(chance: &mut Chance) -> &'static str {
    chance.pick(&[
        "Texted, no reply yet.",
        "Rang and left no message.",
        "Letter sent with another time.",
        "Will try again tomorrow.",
    ])
}
