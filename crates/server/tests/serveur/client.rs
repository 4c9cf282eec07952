//! A server on a free port of the loopback, and the smallest client: what is sent is seen.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;
use server::{Etat, Reglages, Ressource};

/// A server, stopped when it goes out of scope.
pub struct Serveur {
    pub adresse: SocketAddr,
    arret: Option<tokio::sync::oneshot::Sender<()>>,
    fil: Option<JoinHandle<std::io::Result<()>>>,
}

impl Serveur {
    pub fn new() -> Serveur {
        Serveur::avec(Vec::new(), Reglages::default())
    }

    pub fn avec(ressources: Vec<Ressource>, reglages: Reglages) -> Serveur {
        let (tell, told) = mpsc::channel();
        let (arret, stop) = tokio::sync::oneshot::channel::<()>();
        let fil = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = server::ecouter("127.0.0.1:0".parse().unwrap()).unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                let app = server::router(Etat::new(ressources, reglages).unwrap());
                server::servir(listener, app, &reglages, async {
                    let _ = stop.await;
                })
                .await
            })
        });
        Serveur { adresse: told.recv().unwrap(), arret: Some(arret), fil: Some(fil) }
    }

    pub fn connexion(&self) -> TcpStream {
        let stream = TcpStream::connect(self.adresse).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// Sends bytes as they are, and reads one answer.
    pub fn brut(&self, bytes: &[u8]) -> Reponse {
        let mut stream = self.connexion();
        stream.write_all(bytes).unwrap();
        Reponse::lire(&mut stream, false).unwrap()
    }

    pub fn demander(&self, methode: &str, cible: &str, entetes: &[(&str, &str)], corps: &[u8]) -> Reponse {
        let mut stream = self.connexion();
        let mut head = format!("{methode} {cible} HTTP/1.1\r\nHost: essai\r\nConnection: close\r\n");
        for (name, value) in entetes {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !corps.is_empty() {
            head.push_str(&format!("Content-Length: {}\r\n", corps.len()));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        // A server that refuses may close before it has read everything: its answer is what counts.
        let _ = stream.write_all(corps);
        Reponse::lire(&mut stream, methode == "HEAD").unwrap()
    }

    pub fn get(&self, cible: &str) -> Reponse {
        self.demander("GET", cible, &[], b"")
    }

    pub fn json(&self, cible: &str, corps: &str) -> Reponse {
        self.demander("POST", cible, &[("Content-Type", "application/json")], corps.as_bytes())
    }

    pub fn toml(&self, cible: &str, corps: &str) -> Reponse {
        self.demander("POST", cible, &[("Content-Type", "application/toml")], corps.as_bytes())
    }

    /// Asks it to stop, and gives how it ended.
    pub fn arreter(mut self) -> std::io::Result<()> {
        self.finir().unwrap()
    }

    fn finir(&mut self) -> Option<std::io::Result<()>> {
        drop(self.arret.take());
        self.fil.take().map(|thread| thread.join().unwrap())
    }
}

impl Drop for Serveur {
    fn drop(&mut self) {
        self.finir();
    }
}

#[derive(Debug)]
pub struct Reponse {
    pub statut: u16,
    pub entetes: Vec<(String, String)>,
    pub corps: Vec<u8>,
}

impl Reponse {
    /// Reads one answer. An end before any byte is an error.
    pub fn lire(stream: &mut impl Read, sans_corps: bool) -> std::io::Result<Reponse> {
        let mut head = Vec::new();
        let mut byte = [0_u8; 1];
        while !head.ends_with(b"\r\n\r\n") {
            if stream.read(&mut byte)? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            head.push(byte[0]);
        }
        let head = String::from_utf8(head).unwrap();
        let mut lines = head.lines();
        let statut = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let entetes: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let mut found = Reponse { statut, entetes, corps: Vec::new() };
        if !sans_corps {
            let length = found.entete("content-length").map_or(0, |length| length.parse().unwrap());
            found.corps = vec![0; length];
            stream.read_exact(&mut found.corps)?;
        }
        Ok(found)
    }

    pub fn entete(&self, nom: &str) -> Option<&str> {
        self.entetes.iter().find(|(name, _)| name == nom).map(|(_, value)| value.as_str())
    }

    pub fn texte(&self) -> &str {
        std::str::from_utf8(&self.corps).unwrap()
    }

    pub fn document(&self) -> Value {
        serde_json::from_slice(&self.corps).unwrap_or_else(|error| panic!("{error}: {}", self.texte()))
    }

    /// Its faults: code and path, of a problem that says what its status is.
    pub fn fautes(&self) -> Vec<(String, String)> {
        assert_eq!(self.entete("content-type"), Some("application/problem+json"), "{}", self.texte());
        let problem = self.document();
        assert_eq!(problem["status"], self.statut, "{problem}");
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let faults = problem["fautes"].as_array().unwrap();
        faults.iter().map(|fault| (text(&fault["code"]), text(&fault["chemin"]))).collect()
    }

    /// The last word of the type of a problem.
    pub fn probleme(&self) -> String {
        self.fautes();
        self.document()["type"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
    }
}
