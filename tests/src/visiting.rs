//! One runtime for the whole suite, and worlds that several tests visit.
//!
//! A world costs a dozen password hashes, so tests that keep to people of their own share one.

use std::sync::LazyLock;

use tokio::runtime::Runtime;
use tokio::sync::OnceCell;

use crate::world::World;

/// The world of every test that keeps to people of its own.
pub static WORLD: SharedWorld = SharedWorld::new();

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(2).enable_all().build().expect("a runtime")
});

/// Wait for something on the suite's runtime, where connections outlive the test that opened them.
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    RUNTIME.block_on(future)
}

/// A world that is made at its first visit and ends with the suite.
pub struct SharedWorld(OnceCell<World>);

impl SharedWorld {
    /// One that nobody has visited yet.
    #[expect(clippy::new_without_default, reason = "it stands in statics, which a default cannot")]
    pub const fn new() -> Self {
        Self(OnceCell::const_new())
    }

    /// Run a test in it.
    pub fn visit(&self, test: impl AsyncFnOnce(&World)) {
        wait(async {
            let world = self.0.get_or_init(World::new).await;
            let _log = LogIfFailed(world);
            test(world).await;
        });
    }
}

/// Shows the server's log when a test stops at a surprise; a shared server is not dropped, so it cannot.
struct LogIfFailed<'a>(&'a World);

impl Drop for LogIfFailed<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.server.show_log();
        }
    }
}
