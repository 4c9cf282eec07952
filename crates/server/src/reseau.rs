//! The application behind a socket, with bounds on what a connection may take.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

use crate::reglages::{Reglages, TAMPON};

/// Headers of a request past this number are refused.
const ENTETES_MAX: usize = 64;
/// After a failure to accept (no file descriptor left, say), how long to wait.
const PAUSE: Duration = Duration::from_millis(50);

/// Connections that the system keeps until they are accepted; it may keep fewer. Past them, clients are cut off
/// without an answer.
const FILE_D_ATTENTE: u32 = 4096;

/// Listens on an address.
///
/// # Errors
///
/// Those of the system: an address that is taken, or not of this machine.
pub fn ecouter(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // Started again at once after a stop; on Windows it would share the port with another program.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(FILE_D_ATTENTE)
}

/// Serves until `arret` ends; then lets the requests under way be answered.
///
/// HTTP/1.1 alone, for it is what can be bounded simply; a proxy in front of it may speak more. Past the
/// number of connections of `reglages`, new ones wait in the queue of the system.
///
/// # Errors
///
/// Requests were still under way at the end of [`Reglages::delai_arret`]: they were cut.
pub async fn servir(
    listener: TcpListener,
    app: Router,
    reglages: &Reglages,
    arret: impl Future<Output = ()>,
) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(reglages.connexions));
    let (stop, stopped) = watch::channel(());
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(reglages.delai_entetes)
        .max_buf_size(TAMPON)
        .max_headers(ENTETES_MAX);
    let mut arret = pin!(arret);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await.map_err(io::Error::other)?;
            let (stream, _) = listener.accept().await?;
            io::Result::Ok((place, stream))
        };
        let accepted = tokio::select! {
            biased;
            () = &mut arret => break,
            accepted = next => accepted,
        };
        let Ok((place, stream)) = accepted else {
            sleep(PAUSE).await;
            continue;
        };
        let durees = (reglages.duree_connexion, reglages.delai_fin);
        let connection = connexion(http.clone(), stream, app.clone(), durees, stopped.clone());
        tokio::spawn(async move {
            connection.await;
            drop(place);
        });
    }
    drop(listener);
    drop(stop);
    let all = u32::try_from(reglages.connexions).unwrap_or(u32::MAX);
    match timeout(reglages.delai_arret, places.acquire_many(all)).await {
        Ok(_) => Ok(()),
        Err(_) => Err(io::Error::new(io::ErrorKind::TimedOut, "requests were still under way")),
    }
}

/// One connection, until its client, its age or the stop of the server ends it.
async fn connexion(
    http: http1::Builder,
    stream: TcpStream,
    app: Router,
    (duree, fin): (Duration, Duration),
    mut stopped: watch::Receiver<()>,
) {
    // An answer is written at once; where that cannot be asked for, it is only slower.
    let _ = stream.set_nodelay(true);
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(app)));
    let end = async {
        tokio::select! {
            // The sender is dropped: it never sends anything.
            _ = stopped.changed() => {}
            () = sleep(duree) => {}
        }
    };
    tokio::select! {
        // What goes wrong on a connection is between it and its client.
        _ = connection.as_mut() => return,
        () = end => {}
    }
    connection.as_mut().graceful_shutdown();
    // A reader that does not read would keep its answer, and its place, for ever.
    let _ = timeout(fin, connection).await;
}
