//! A QR code, drawn from the modules that the server sent.

use std::fmt::Write;

use domain::sign_in::QrCode;
use yew::prelude::*;

use crate::shown;

/// The light margin that readers need, in modules.
const QUIET: usize = 4;

/// Properties of [`QrPicture`].
#[derive(Properties)]
pub(crate) struct QrPictureProps {
    /// The code.
    pub(crate) code: QrCode,
}

impl PartialEq for QrPictureProps {
    fn eq(&self, other: &Self) -> bool {
        self.code.rows == other.code.rows
    }
}

/// Dark modules on white, whatever the page's colours.
#[component]
pub(crate) fn QrPicture(props: &QrPictureProps) -> Html {
    let side = props.code.rows.len() + 2 * QUIET;
    let rows = props.code.rows.iter().map(shown::text);
    html! {
        <svg class="app-qr" viewBox={format!("0 0 {side} {side}")} role="img" shape-rendering="crispEdges"
            aria-label="QR code for your authenticator app">
            <path fill="#fff" d={format!("M0 0h{side}v{side}H0z")} />
            <path fill="#000" d={path(rows)} />
        </svg>
    }
}

/// The outline of the dark modules: one rectangle for each run of them in a row.
fn path(rows: impl Iterator<Item = String>) -> String {
    let mut path = String::new();
    for (y, row) in rows.enumerate() {
        let mut x = 0;
        for run in row.split_inclusive('0') {
            let dark = run.trim_end_matches('0').len();
            if dark > 0 {
                // Writing to a `String` does not fail.
                let _ = write!(path, "M{} {}h{dark}v1h-{dark}z", x + QUIET, y + QUIET);
            }
            x += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn each_run_of_dark_modules_is_one_rectangle() {
        let rows = ["1101", "0000", "0111"].map(str::to_owned);
        assert_eq!(path(rows.into_iter()), "M4 4h2v1h-2zM7 4h1v1h-1zM5 6h3v1h-3z");
    }
}
