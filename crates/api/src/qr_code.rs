//! QR codes as their modules, which the app draws.

use domain::sign_in::QrCode;
use qrcode::{Color, EcLevel, QrCode as Encoded};

/// The QR code of a text; none if the text is too long for one. What a screen shows is not torn or stained, so the
/// lowest level of correction does, and the modules are larger.
pub fn of(text: &str) -> Option<QrCode> {
    let code = Encoded::with_error_correction_level(text, EcLevel::L).ok()?;
    let size = code.width();
    let module = |colour: &Color| if *colour == Color::Dark { '1' } else { '0' };
    let modules = code.to_colors();
    let rows = modules.chunks(size).map(|row| row.iter().map(module).collect::<String>().into());
    Some(QrCode { size: u32::try_from(size).ok()?, rows: rows.collect() })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_code_is_square_with_its_three_finders() {
        let code =
            of("otpauth://totp/CRiiS:efua.testworker?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=CRiiS").unwrap();
        let rows: Vec<&String> = code.rows.iter().map(domain::Private::reveal).collect();
        let size = usize::try_from(code.size).unwrap();
        assert!(rows.len() == size && rows.iter().all(|row| row.len() == size));
        assert!(rows[0].starts_with("1111111") && rows[0].ends_with("1111111"));
        assert!(rows[size - 1].starts_with("1111111") && rows[1].starts_with("1000001"));
    }

    #[test]
    fn what_is_too_long_for_one_is_none() {
        assert!(of(&"x".repeat(5_000)).is_none());
    }
}
