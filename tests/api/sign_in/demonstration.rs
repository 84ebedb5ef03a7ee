//! A demonstration whose clock tests move, one after another.

use tests::asking::{Answer, Asker};
use tests::server::Server;
use tests::world::{PASSWORD, first_administrator};
use tokio::sync::{Mutex, MutexGuard, OnceCell};

/// A server with one member of staff, and by how many seconds its clock is ahead.
pub struct Demonstration {
    server: Server,
    ahead: i64,
}

impl Demonstration {
    /// Have it alone until the guard is dropped.
    pub async fn take() -> MutexGuard<'static, Self> {
        static ONLY: OnceCell<Mutex<Demonstration>> = OnceCell::const_new();
        let only = ONLY.get_or_init(async || {
            let server = Server::start_demonstration();
            first_administrator(&server).await;
            Mutex::new(Self { server, ahead: 0 })
        });
        only.await.lock().await
    }

    /// Let time pass.
    pub fn pass(&mut self, seconds: i64) {
        self.ahead += seconds;
        self.server.set_clock(self.ahead);
    }

    /// By how many seconds its clock is ahead.
    pub fn ahead(&self) -> i64 {
        self.ahead
    }

    /// Nobody yet.
    pub fn anonymous(&self) -> Asker {
        Asker::anonymous(&self.server.address)
    }

    /// Begin a sign-in.
    pub async fn sign_in(&self) -> Answer {
        Asker::anonymous(&self.server.address).sign_in("dana", PASSWORD).await.expect(200)
    }

    /// Somebody who has just signed in.
    pub async fn asker(&self) -> Asker {
        Asker::signed_in(&self.server.address, "dana", PASSWORD).await
    }

    /// Whoever an answer has signed in, who does not show again who they are.
    pub fn bearer(&self, answer: &Answer) -> Asker {
        Asker::anonymous(&self.server.address).as_signed_in("dana", PASSWORD, answer).without_step_up()
    }

    /// Go on with a sign-in.
    pub async fn refresh(&self, cookie: &str) -> Answer {
        super::refresh::with(&self.server.address, cookie).await
    }
}
