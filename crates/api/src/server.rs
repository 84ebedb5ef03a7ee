//! The HTTP server: what wraps every request, and what it is given.

use std::net::SocketAddr;

use actix_web::middleware::from_fn;
use actix_web::web::{self, Data};
use actix_web::{App, HttpServer};
use store::Store;
use utoipa_actix_web::AppExt;

use crate::allowed::Allowed;
use crate::command::Failure;
use crate::config::Config;
use crate::token::Tokens;
use crate::web_app::WebApp;
use crate::{access_log, docs, metrics, openapi, request_id, routes, security_headers, web_app};

/// For how many seconds requests in flight are waited for at a stop.
const GRACE: u64 = 25;

/// What every worker is given; cloning it is cheap.
#[derive(Clone)]
struct Given {
    store: Data<Store>,
    tokens: Data<Tokens>,
    config: Data<Config>,
    app: Data<WebApp>,
    allowed: Data<Allowed>,
}

/// Serve until told to stop, then finish what is in flight.
///
/// # Errors
/// When the address cannot be had.
pub async fn serve(store: Store, config: Config, app: WebApp) -> Result<(), Failure> {
    let listen = config.listen;
    if let Some(address) = config.metrics_listen {
        actix_web::rt::spawn(serve_metrics(address)?);
    }
    let given = Given {
        tokens: Data::new(Tokens::new(&store.token_keys())),
        allowed: Data::new(Allowed::of(&openapi::DOCUMENT)),
        store: Data::new(store),
        config: Data::new(config),
        app: Data::new(app),
    };
    let server = HttpServer::new(move || {
        let (app, _) = App::new().into_utoipa_app().configure(routes::all).split_for_parts();
        let Given { store, tokens, config, app: files, allowed } = given.clone();
        app.app_data(store)
            .app_data(tokens)
            .app_data(config)
            .app_data(files)
            .app_data(allowed)
            .service(docs::document)
            .service(docs::reference)
            .service(docs::problems)
            .service(docs::look)
            .default_service(web::to(web_app::serve))
            .wrap(from_fn(access_log::log))
            .wrap(from_fn(request_id::name))
            .wrap(from_fn(security_headers::put))
    });
    let server = server.shutdown_timeout(GRACE).bind_auto_h2c(listen).map_err(Failure::io(format!("{listen}")))?;
    log::info!("serving on http://{listen}");
    server.run().await.map_err(Failure::io("serving"))
}

fn serve_metrics(address: SocketAddr) -> Result<impl Future<Output = ()>, Failure> {
    let server = HttpServer::new(|| App::new().service(metrics::show)).workers(1).disable_signals();
    let server = server.bind(address).map_err(Failure::io(format!("{address}")))?.run();
    Ok(async move {
        if let Err(error) = server.await {
            log::error!("figures are no longer served: {error}");
        }
    })
}
