//! `criis serve`.

use std::path::PathBuf;

use clap::Args;
use log::LevelFilter;
use store::{Address, Place, Store};

use super::Failure;
use crate::config::Config;
use crate::web_app::WebApp;
use crate::{background, memory, opening, server};

/// How to serve.
#[derive(Args)]
pub struct Serve {
    /// A file with seconds by which to move the clock, in demonstrations alone.
    #[arg(long, value_name = "FILE")]
    clock: Option<PathBuf>,
}

impl Serve {
    /// Serve until told to stop.
    ///
    /// # Errors
    /// When starting would be unsafe, each time with what would put it right.
    pub fn run(&self, config: &Config) -> Result<(), Failure> {
        begin_log();
        memory::guard();
        let address = &opening::within_reach(config.database()?)?;
        // SQLite has nobody else who could; on PostgreSQL it is a step of its own, by a role that may.
        if matches!(address, Address::Sqlite(_)) {
            for step in Store::migrate(address)? {
                log::info!("ran the schema's step {step}");
            }
        }
        let is_demo = Store::is_demo(address)?;
        refuse_unsafe(config, is_demo)?;
        opening::only_adds_to_the_ledger(config, is_demo)?;
        let app = match &config.web {
            Some(folder) => WebApp::read(folder).map_err(Failure::io(folder.display().to_string()))?,
            None => WebApp::default(),
        };
        let store = opening::store(config, self.clock.as_deref())?;
        actix_web::rt::System::new().block_on(serve(store, config.clone(), app))
    }
}

async fn serve(store: Store, config: Config, app: WebApp) -> Result<(), Failure> {
    store.keep_checkpoints_in(config.ledger.checkpoints.iter().map(Place::folder).collect()).await?;
    store.adopt().await?;
    let people = store.build_search().await?;
    log::info!("{people} people can be found");
    store.heartbeat().await?;
    background::begin(&store, config.oversight);
    // What a start needs waits for nobody.
    store.bound_waiting(config.limits.waiting);
    server::serve(store.clone(), config, app).await?;
    // What was entered since the last one is covered before anybody else can touch it.
    if let Err(error) = store.checkpoint().await {
        log::error!("the ledger's last checkpoint: {error}");
    }
    store.retire().await?;
    log::info!("stopped");
    Ok(())
}

/// What depends on settings alone.
fn refuse_unsafe(config: &Config, is_demo: bool) -> Result<(), Failure> {
    let mut reasons = Vec::new();
    if !config.listen.ip().is_loopback() && !config.declared_tls_proxy && config.tls.is_none() {
        reasons.push(format!(
            "plain HTTP on {} could be read on the way: set `tls_certificate` and `tls_key`, listen on 127.0.0.1, or \
             put a proxy with TLS in front and say so by `declared_tls_proxy`",
            config.listen
        ));
    }
    if config.site.is_none() && !is_demo {
        reasons.push("nothing says where the data is held: set `site`, like `Leeds, England`".to_owned());
    }
    if reasons.is_empty() { Ok(()) } else { Err(Failure::Unsafe(reasons.join("\ncriis: "))) }
}

/// Lines with their time and, where they are about a request, its id; `RUST_LOG` asks for more or less.
fn begin_log() {
    let mut log = env_logger::Builder::new();
    log.filter_level(LevelFilter::Info).filter_module("actix_server", LevelFilter::Warn).parse_default_env().init();
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::config::Flags;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        flags: Flags,
    }

    fn config(arguments: &[&str]) -> Config {
        let flags = Line::parse_from(std::iter::once(&"criis").chain(arguments)).flags;
        Config::of(crate::config::Layers::gather(&flags, [])).unwrap()
    }

    #[test]
    fn plain_http_stays_on_this_machine() {
        let site = ["--site", "Leeds, England"];
        let with = |more: &[&str]| refuse_unsafe(&config(&[&site[..], more].concat()), false);
        assert!(with(&[]).is_ok());
        assert!(with(&["--listen", "[::1]:80"]).is_ok());
        assert!(with(&["--listen", "0.0.0.0:80"]).unwrap_err().to_string().contains("declared_tls_proxy"));
        assert!(with(&["--listen", "0.0.0.0:80", "--declared-tls-proxy"]).is_ok());
    }

    #[test]
    fn real_data_has_a_place() {
        assert!(refuse_unsafe(&config(&[]), false).unwrap_err().to_string().contains("`site`"));
        assert!(refuse_unsafe(&config(&[]), true).is_ok());
    }
}
