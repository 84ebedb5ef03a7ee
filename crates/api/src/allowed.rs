//! Which methods an address takes, for those that ask with another.

use actix_web::dev::ResourceDef;
use utoipa::openapi::OpenApi as Document;

/// The methods of every address that is documented.
pub struct Allowed(Vec<(ResourceDef, String)>);

impl Allowed {
    /// From the document that the route table made.
    pub fn of(document: &Document) -> Self {
        let mut all: Vec<_> = document.paths.paths.iter().map(|(path, item)| (path.clone(), methods(item))).collect();
        // What is fixed goes before what is an id, as in the route table.
        all.sort_by_key(|(path, _)| path.matches('{').count());
        Self(all.into_iter().map(|(path, methods)| (ResourceDef::new(path), methods)).collect())
    }

    /// The methods that an address takes; none where there is no such address.
    pub fn at(&self, path: &str) -> Option<String> {
        self.0.iter().find(|(pattern, _)| pattern.is_match(path)).map(|(_, methods)| methods.clone())
    }
}

fn methods(item: &utoipa::openapi::PathItem) -> String {
    let all = [("GET", &item.get), ("POST", &item.post), ("PUT", &item.put), ("DELETE", &item.delete)];
    let there: Vec<&str> = all.into_iter().filter(|(_, operation)| operation.is_some()).map(|(name, _)| name).collect();
    there.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_methods_are_those_of_the_routes() {
        let allowed = Allowed::of(&crate::openapi::DOCUMENT);
        let at = |path: &str| allowed.at(path);
        assert_eq!(at("/api/v1/service-users").as_deref(), Some("POST"));
        assert_eq!(at("/api/v1/service-users/search").as_deref(), Some("POST"));
        let one = "/api/v1/service-users/0197c2f4-6a51-7c3e-9a58-3f0d3f6f4b11";
        assert_eq!(at(one).as_deref(), Some("GET"));
        assert_eq!(at(&format!("{one}/identity")).as_deref(), Some("GET, PUT"));
        assert_eq!(at("/api/v1/nothing"), None);
    }
}
