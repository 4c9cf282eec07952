//! What ends a server, and what must not.

/// Ends when the process is asked to stop: Ctrl-C, or `SIGTERM`.
pub async fn signal_d_arret() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}

/// Notes where a panic happened, and nothing of its message: that may quote a dossier.
pub fn noter_les_paniques() {
    std::panic::set_hook(Box::new(|info| {
        let (fichier, ligne) = info.location().map_or(("", 0), |place| (place.file(), place.line()));
        tracing::error!(fichier, ligne, "panique");
    }));
}
