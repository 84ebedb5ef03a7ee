//! The HTTP server: what wraps every request, and what it is given.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_web::middleware::from_fn;
use actix_web::web::{self, Data};
use actix_web::{App, HttpServer};
use store::Store;
use utoipa_actix_web::AppExt;
use vault::passkey::RelyingParty;

use crate::allowed::Allowed;
use crate::command::Failure;
use crate::config::Config;
use crate::limits::{Connections, Limits};
use crate::mail::Post;
use crate::provider::Provider;
use crate::tls::Certificates;
use crate::token::Tokens;
use crate::web_app::WebApp;
use crate::{
    access_log, cors, docs, limits, metrics, openapi, request_id, routes, security_headers, security_txt, tls, web_app,
};

/// For how many seconds requests in flight are waited for at a stop.
const GRACE: u64 = 25;
/// How long a connection without requests is kept: somebody reads before they go on.
const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// What every worker is given; cloning it is cheap.
#[derive(Clone)]
struct Given {
    store: Data<Store>,
    tokens: Data<Tokens>,
    config: Data<Config>,
    app: Data<WebApp>,
    allowed: Data<Allowed>,
    limits: Data<Limits>,
    post: Data<Post>,
    site: Data<RelyingParty>,
    provider: Data<Provider>,
}

/// Serve until told to stop, then finish what is in flight.
///
/// # Errors
/// When the address cannot be had.
pub async fn serve(store: Store, config: Config, app: WebApp) -> Result<(), Failure> {
    let (listen, limits, tls) = (config.listen, config.limits.clone(), certificates(&config)?);
    if let Some(address) = config.metrics_listen {
        actix_web::rt::spawn(serve_metrics(address, store.clone())?);
    }
    let post = Data::new(Post::of(config.mail.as_ref())?);
    let site = RelyingParty::at(&config.address(), &config.issuer())
        .ok_or_else(|| Failure::Unsafe("`public_url` names no host that passkeys could be of".to_owned()))?;
    let provider = Data::new(Provider::of(&config)?);
    let given = Given {
        tokens: Data::new(Tokens::new(&store.token_keys())),
        allowed: Data::new(Allowed::of(&openapi::DOCUMENT)),
        store: Data::new(store),
        config: Data::new(config),
        app: Data::new(app),
        limits: Data::new(Limits::of(&limits)),
        post,
        site: Data::new(site),
        provider,
    };
    actix_web::rt::spawn(given.limits.clone().into_inner().keep_small());
    // Behind a proxy all connections are the proxy's.
    let connections = if given.config.declared_tls_proxy { u32::MAX } else { limits.connections };
    let connections = Connections::at_most(connections);
    let server = HttpServer::new(move || {
        let (app, _) = App::new().into_utoipa_app().configure(routes::all).split_for_parts();
        let Given { store, tokens, config, app: files, allowed, limits, post, site, provider } = given.clone();
        app.app_data(store)
            .app_data(tokens)
            .app_data(config)
            .app_data(files)
            .app_data(allowed)
            .app_data(limits)
            .app_data(post)
            .app_data(site)
            .app_data(provider)
            .service(docs::document)
            .service(docs::reference)
            .service(docs::problems)
            .service(docs::access)
            .service(docs::look)
            .service(security_txt::tell)
            .default_service(web::to(web_app::serve))
            .wrap(from_fn(limits::count))
            .wrap(from_fn(access_log::log))
            .wrap(from_fn(request_id::name))
            .wrap(from_fn(cors::let_in))
            .wrap(from_fn(security_headers::put))
    });
    let server = server
        .shutdown_timeout(GRACE)
        .keep_alive(KEEP_ALIVE)
        .client_request_timeout(limits.arrival)
        .on_connect(move |connection, data| connections.begin(connection, data));
    let (scheme, server) = match tls {
        Some(certificates) => {
            actix_web::rt::spawn(certificates.clone().follow());
            let tls = tls::config(certificates).map_err(|error| Failure::Unsafe(format!("TLS: {error}")))?;
            ("https", server.bind_rustls_0_23(listen, tls))
        }
        None => ("http", server.bind_auto_h2c(listen)),
    };
    let server = server.map_err(Failure::io(format!("{listen}")))?;
    log::info!("serving on {scheme}://{listen}");
    server.run().await.map_err(Failure::io("serving"))
}

/// The certificate of TLS that ends here, if it does.
fn certificates(config: &Config) -> Result<Option<Arc<Certificates>>, Failure> {
    config.tls.clone().map(Certificates::read).transpose().map_err(Failure::Unsafe)
}

fn serve_metrics(address: SocketAddr, store: Store) -> Result<impl Future<Output = ()>, Failure> {
    let store = Data::new(store);
    let app = move || App::new().app_data(store.clone()).service(metrics::show);
    let server = HttpServer::new(app).workers(1).disable_signals();
    let server = server.bind(address).map_err(Failure::io(format!("{address}")))?.run();
    Ok(async move {
        if let Err(error) = server.await {
            log::error!("figures are no longer served: {error}");
        }
    })
}
