//! Which operations cost so much that fewer of them are had.

use actix_web::HttpRequest;

/// Operations that look at many people at once: they search, count or gather.
const COSTLY: &[(&str, &str)] = &[
    ("POST", "/api/v1/service-users/search"),
    ("POST", "/api/v1/service-users/likely-matches"),
    ("GET", "/api/v1/contracts/{contract}/activity"),
];

/// Whether a request is for one of them.
pub fn is_costly(request: &HttpRequest) -> bool {
    let Some(pattern) = request.match_pattern() else { return false };
    COSTLY.iter().any(|(method, template)| *method == request.method().as_str() && *template == pattern)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::DOCUMENT;

    #[test]
    fn each_is_an_operation_of_the_api() {
        for (method, template) in COSTLY {
            let item = DOCUMENT.paths.paths.get(*template).unwrap();
            let operation = if *method == "POST" { &item.post } else { &item.get };
            assert!(operation.is_some(), "{method} {template}");
        }
    }
}
