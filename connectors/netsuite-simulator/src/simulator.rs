//! Everything one running simulator shares between its connections.

use std::sync::atomic::AtomicUsize;
use std::sync::{Mutex, MutexGuard};

use crate::auth::Auth;
use crate::clock::Clock;
use crate::faults::Faults;
use crate::journal::Journal;
use crate::rest::Jobs;
use crate::seed::{self, Seed};
use crate::world::World;

/// The shared state. Locks are held for the length of one synchronous step, never across an await.
#[derive(Debug)]
pub(crate) struct Simulator {
    pub(crate) clock: Clock,
    pub(crate) auth: Auth,
    /// Requests being answered at this moment, for the concurrency limit.
    pub(crate) in_flight: AtomicUsize,
    seed: Seed,
    world: Mutex<World>,
    faults: Mutex<Faults>,
    journal: Mutex<Journal>,
    jobs: Mutex<Jobs>,
}

impl Simulator {
    /// Builds the world of a seed; the error says what is wrong with the seed.
    pub(crate) fn new(seed: Seed) -> Result<Self, String> {
        let clock = Clock::default();
        let world = seed::world(&seed, &clock)?;
        Ok(Self {
            auth: Auth::new(&seed)?,
            in_flight: AtomicUsize::new(0),
            world: Mutex::new(world),
            faults: Mutex::default(),
            journal: Mutex::default(),
            jobs: Mutex::default(),
            clock,
            seed,
        })
    }

    /// Puts the world and the roles back to the seed and forgets faults, jobs and the journal. Credentials stay.
    pub(crate) fn reset(&self) -> Result<(), String> {
        *self.world() = seed::world(&self.seed, &self.clock)?;
        self.auth.reset_roles(&self.seed);
        *self.faults() = Faults::default();
        *self.journal() = Journal::default();
        *self.jobs() = Jobs::default();
        Ok(())
    }

    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().expect("no holder of this lock panics")
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().expect("no holder of this lock panics")
    }

    pub(crate) fn journal(&self) -> MutexGuard<'_, Journal> {
        self.journal.lock().expect("no holder of this lock panics")
    }

    pub(crate) fn jobs(&self) -> MutexGuard<'_, Jobs> {
        self.jobs.lock().expect("no holder of this lock panics")
    }
}
