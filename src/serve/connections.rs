//! The connections that are open. Each has a thread of its own, so that none waits for another; when
//! there are too many, the one that has said nothing for longest makes way.

use super::http::{Site, serve_connection, turn_away};
use crate::limits::MAX_CONNECTIONS;
use std::collections::BTreeMap;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How often in a row the system may fail to hand over a connection.
const N_FAILURES: u32 = 200;

/// How long to wait after such a failure: most often too many files are open.
const REST: Duration = Duration::from_millis(50);

/// The connections that are open.
#[derive(Debug, Default)]
pub(super) struct Connections {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    open: BTreeMap<u64, Open>,
    /// Grows with all that happens, so that it says what came first.
    turn: u64,
    is_closed: bool,
}

#[derive(Debug)]
struct Open {
    stream: Arc<TcpStream>,
    /// Since which turn it has been waiting for a request; `None` while one is answered.
    waits_since: Option<u64>,
}

/// One connection's place among them; given back when this is dropped.
pub(super) struct Place {
    connections: Arc<Connections>,
    id: u64,
}

impl Connections {
    /// Takes connections until the server ends; the reason if it is not its owner who ends it.
    pub(super) fn accept(
        self: &Arc<Self>,
        listener: &TcpListener,
        site: &Arc<Site>,
    ) -> Option<String> {
        let mut n_failures = 0;
        loop {
            let accepted = listener.accept();
            if self.lock().is_closed {
                return None;
            }
            match accepted {
                Ok((stream, _)) => {
                    n_failures = 0;
                    self.start(stream, site);
                }
                Err(error) if n_failures >= N_FAILURES => {
                    return Some(format!("the server cannot go on: {error}"));
                }
                Err(_) => {
                    n_failures += 1;
                    make_way(&mut self.lock());
                    thread::sleep(REST);
                }
            }
        }
    }

    fn start(self: &Arc<Self>, stream: TcpStream, site: &Arc<Site>) {
        let stream = Arc::new(stream);
        let Some(place) = self.place(&stream) else {
            return turn_away(site, &stream);
        };
        let site = Arc::clone(site);
        // Without a thread for it the connection ends, and with it its place.
        let _ = thread::Builder::new().spawn(move || serve_connection(&site, &stream, &place));
    }

    /// A place for a connection; `None` if all are being answered.
    fn place(self: &Arc<Self>, stream: &Arc<TcpStream>) -> Option<Place> {
        let mut state = self.lock();
        if state.open.len() >= MAX_CONNECTIONS && !make_way(&mut state) {
            return None;
        }
        state.turn += 1;
        let id = state.turn;
        let open = Open { stream: Arc::clone(stream), waits_since: Some(id) };
        state.open.insert(id, open);
        Some(Place { connections: Arc::clone(self), id })
    }

    /// Ends all of them, and those to come.
    pub(super) fn close(&self) {
        let mut state = self.lock();
        state.is_closed = true;
        for open in state.open.values() {
            let _ = open.stream.shutdown(Shutdown::Both);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the connection that has been waiting for longest, if one is.
fn make_way(state: &mut State) -> bool {
    let waiting = state.open.iter().filter_map(|(id, open)| Some((open.waits_since?, *id)));
    let Some((_, id)) = waiting.min() else { return false };
    if let Some(open) = state.open.remove(&id) {
        let _ = open.stream.shutdown(Shutdown::Both);
    }
    true
}

impl Place {
    /// The connection waits for a request from now on, or no longer.
    pub(super) fn waits(&self, waits: bool) {
        let mut state = self.connections.lock();
        state.turn += 1;
        let since = waits.then_some(state.turn);
        if let Some(open) = state.open.get_mut(&self.id) {
            open.waits_since = since;
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.lock().open.remove(&self.id);
    }
}
