//! The contrast of the app's colours, by the formula of WCAG 2.2 ("contrast ratio", "relative
//! luminance"), so that a token cannot be changed into one that some people cannot read.

/// The colour of a token in `frontend/styles/_tokens.scss`, as red, green and blue from 0 to 255.
fn token(sheet: &str, name: &str) -> [u8; 3] {
    let start = format!("${name}: #");
    let line = sheet.lines().find_map(|line| line.strip_prefix(&start));
    let digits = line.and_then(|rest| rest.split(';').next()).unwrap_or_else(|| panic!("no token {name}"));
    let short = digits.len() == 3;
    let long: String = digits.chars().flat_map(|digit| [digit; 2].into_iter().take(1 + usize::from(short))).collect();
    [0, 2, 4].map(|place| u8::from_str_radix(&long[place..place + 2], 16).unwrap())
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Words and what they stand on.
const TEXT: &[(&str, &str)] = &[
    ("ink", "paper"),
    ("ink", "ground"),
    ("ink", "danger-soft"),
    ("ink", "warning-soft"),
    ("ink", "accent-soft"),
    ("ink", "neutral-soft"),
    ("ink", "focus"),
    ("muted", "paper"),
    ("muted", "ground"),
    ("muted", "danger-soft"),
    ("muted", "warning-soft"),
    ("paper", "petrol"),
    ("paper", "petrol-deep"),
    ("paper", "accent"),
    ("paper", "accent-deep"),
    ("paper", "danger"),
    ("accent", "paper"),
    ("accent", "ground"),
    ("danger", "paper"),
    ("danger", "danger-soft"),
    ("warning", "paper"),
    ("warning", "warning-soft"),
    ("success", "success-soft"),
    ("link", "paper"),
    ("link", "ground"),
];

/// Edges of controls, and the mark of focus on the bar.
const EDGES: &[(&str, &str)] = &[("edge", "paper"), ("edge", "ground"), ("focus", "petrol"), ("warning-edge", "paper")];

#[test]
fn black_on_white_is_the_most_there_is() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
    assert!((contrast([119; 3], [255; 3]) - 4.48).abs() < 0.01);
}

#[test]
fn every_pair_of_colours_can_be_told_apart() {
    let sheet = include_str!("../../../../frontend/styles/_tokens.scss");
    let pairs = TEXT.iter().map(|pair| (pair, 4.5));
    for (&(one, other), least) in pairs.chain(EDGES.iter().map(|pair| (pair, 3.0))) {
        let ratio = contrast(token(sheet, one), token(sheet, other));
        assert!(ratio >= least, "{one} on {other}: {ratio:.2} : 1, at least {least} : 1");
    }
}
