//! Processes that work the queue, in this process: each with connections of its own, killed and started at will.

use super::TestApp;
use crate::support::wait;
use jobfill::app::SharedApp;
use jobfill::queue::Choice;
use jobfill::sources::Source;
use jobfill::sources::sandbox::Control;
use jobfill::worker;
use tokio::task::JoinSet;

/// Processes, and tasks at a time over all of them.
const PROCESSES: usize = 2;
const AT_ONCE: usize = 4;

/// More rounds of work than any morning or noon needs.
const MOST_ROUNDS: usize = 2_000;

/// Rounds of work between two looks at the books.
const LOOK_EVERY: usize = 10;

pub struct Crew {
    processes: Vec<SharedApp>,
    pub starts: usize,
}

impl Crew {
    pub async fn hire(app: &TestApp) -> Self {
        let mut crew = Self { processes: Vec::new(), starts: 0 };
        crew.start(app).await;
        crew
    }

    async fn start(&mut self, app: &TestApp) {
        self.processes.clear();
        for _ in 0..PROCESSES {
            self.processes.push(app.another().await);
            self.starts += 1;
        }
    }

    /// Works until nothing is due any more, and dies so many times before.
    pub async fn works(&mut self, app: &TestApp, deaths: usize) {
        for _ in 0..deaths {
            self.dies(app).await;
        }
        for round in 1..=MOST_ROUNDS {
            app.hurry().await;
            let mut ended = self.steps().join_all().await.into_iter();
            if round % LOOK_EVERY == 0 {
                super::tally::never_under(app).await;
            }
            if ended.all(|is_over| is_over) {
                return;
            }
        }
        panic!("after {MOST_ROUNDS} rounds there is still something to do");
    }

    /// One task for each worker; true: there was none.
    fn steps(&self) -> JoinSet<bool> {
        let processes = self.processes.iter().cycle().take(AT_ONCE).cloned();
        processes.map(|app| async move { worker::step(&app, &Choice::default()).await.unwrap().is_none() }).collect()
    }

    /// With calls under way: what they held is taken back by those that are started then.
    async fn dies(&mut self, app: &TestApp) {
        // The daily run itself first, so that there is something to buy.
        app.hurry().await;
        worker::step(app, &Choice::default()).await.unwrap();
        let calls = || Source::ALL.iter().map(|&source| app.account(source).calls).sum::<u64>();
        let before = calls();
        app.gate.hold_answers();
        let mut steps = self.steps();
        tokio::select! {
            _ = wait::until("a call whose answer is held", async || calls(), |calls| *calls > before) => {}
            () = wait::end_of("tasks without a call", ended(&mut steps)) => {}
        }
        drop(steps);
        self.start(app).await;
        app.gate.open();
        app.sandbox.control(Control::Clear);
        app.rescue().await;
        super::tally::never_under(app).await;
    }
}

async fn ended(steps: &mut JoinSet<bool>) {
    while let Some(step) = steps.join_next().await {
        step.unwrap();
    }
}
