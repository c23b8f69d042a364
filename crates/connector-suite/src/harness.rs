//! Runs each behaviour as a test of its own, on a fresh stand.

use std::process::ExitCode;

use futures::future::BoxFuture;
use libtest_mimic::{Arguments, Completion, Failed, Trial};

use crate::behaviour::{Behaviour, behaviours};
use crate::stand::Stand;

/// Starts a simulator and describes it; called for every behaviour anew.
pub type StandFn = fn() -> BoxFuture<'static, Stand>;

/// The `main` of a connector's suite: takes the arguments of `cargo test` and of nextest.
#[must_use]
pub fn run_behaviours(stand: StandFn) -> ExitCode {
    let trials = behaviours().into_iter().map(|behaviour| trial(behaviour, stand)).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn trial(behaviour: Behaviour, stand: StandFn) -> Trial {
    Trial::ignorable_test(behaviour.name, move || {
        // One thread, so that a test can watch what is logged on it.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.map_err(Failed::from)?.block_on(async {
            let stand = stand().await;
            if !(behaviour.applies)(&stand) {
                return Ok(Completion::ignored_with("the capabilities do not call for it"));
            }
            (behaviour.run)(&stand).await;
            Ok(Completion::Completed)
        })
    })
}
