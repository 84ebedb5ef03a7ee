//! A real mail server, Postfix, that keeps what it is given in a folder.
//!
//! Its processes change users, so it is started by root alone, as the suites run in CI; what takes
//! letters in and delivers them runs as `postfix` and `nobody`. It has a process namespace of its own, so that all
//! of it ends with the suite.

use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tempfile::TempDir;

use crate::nursery;
use crate::scratch;
use crate::server::{free_port, secret};

/// Where Debian keeps Postfix's own programs.
const PROGRAMS: &str = "/usr/lib/postfix/sbin";
/// The domain that it takes letters for.
const DOMAIN: &str = "example.org";

/// A mail server and the letters that it was given.
pub struct PostOffice {
    folder: TempDir,
    over_tls: u16,
    in_the_clear: u16,
    process: Option<Child>,
}

impl PostOffice {
    /// Open one.
    pub fn open() -> Self {
        assert!(Path::new(PROGRAMS).exists(), "Postfix is not installed: `apt-get install postfix` brings {PROGRAMS}");
        assert_eq!(id(&["-u"]), 0, "Postfix changes users, so this suite has to run as root");
        let folder = scratch::folder();
        let mut office = Self { folder, over_tls: free_port(), in_the_clear: free_port(), process: None };
        office.write();
        let master = format!("{PROGRAMS}/master -d -c {}; exit", office.configuration().display());
        let mut command = nursery::command("unshare");
        command.args(["--pid", "--fork", "--kill-child=KILL", "sh", "-c", &master]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        office.process = Some(nursery::start(command));
        let begun = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", office.over_tls)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "Postfix does not listen: {}", office.log());
            std::thread::sleep(Duration::from_millis(25));
        }
        office
    }

    /// Close it: nobody listens any more.
    pub fn close(&mut self) {
        if let Some(mut process) = self.process.take() {
            // It may have ended by itself.
            let _ = process.kill();
            let _ = process.wait();
        }
    }

    /// The port where it insists on TLS.
    pub fn over_tls(&self) -> u16 {
        self.over_tls
    }

    /// The port where it knows no TLS.
    pub fn in_the_clear(&self) -> u16 {
        self.in_the_clear
    }

    /// The certificate that vouches for it.
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// The one letter that it was given, once that is delivered.
    pub fn letter(&self) -> String {
        let begun = Instant::now();
        loop {
            let letters = self.letters();
            assert!(letters.len() < 2, "{} letters came", letters.len());
            if let Some(letter) = letters.into_iter().next() {
                return letter;
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "no letter came: {}", self.log());
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    /// How many letters anybody began to hand over, whatever became of them.
    pub fn begun(&self) -> usize {
        self.log().matches(": client=").count()
    }

    /// How many times it was connected to.
    pub fn connections(&self) -> usize {
        self.log().matches("]: connect from ").count()
    }

    /// What it wrote to its log.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    fn letters(&self) -> Vec<String> {
        let delivered = std::fs::read_dir(self.folder.path().join("letters/all/new")).into_iter().flatten().flatten();
        delivered.map(|entry| std::fs::read_to_string(entry.path()).expect("a letter")).collect()
    }

    fn configuration(&self) -> PathBuf {
        self.folder.path().join("conf")
    }

    fn write(&self) {
        let folder = self.folder.path();
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).expect("permissions");
        for (name, owner) in [("conf", None), ("spool", None), ("data", Some("postfix")), ("letters", Some("nobody"))] {
            std::fs::create_dir(folder.join(name)).expect("a folder");
            chown(folder.join(name), owner.map(|user| id(&["-u", user])), None).expect("the folder is given away");
        }
        self.certify();
        let place = folder.display();
        let nobody = id(&["-u", "nobody"]);
        let main = format!(
            "compatibility_level = 3.6\nqueue_directory = {place}/spool\ndata_directory = {place}/data\n\
            command_directory = /usr/sbin\ndaemon_directory = {PROGRAMS}\nmail_owner = postfix\n\
            setgid_group = postdrop\nmaillog_file = {place}/log\nmaillog_file_prefixes = {place}\n\
            myhostname = localhost\nmydestination =\nmynetworks = 127.0.0.0/8\ninet_interfaces = 127.0.0.1\n\
            inet_protocols = ipv4\nalias_maps =\nalias_database =\nlocal_transport = error:nobody lives here\n\
            virtual_mailbox_domains = {DOMAIN}\nvirtual_mailbox_base = {place}/letters\n\
            virtual_mailbox_maps = static:all/\nvirtual_uid_maps = static:{nobody}\nvirtual_gid_maps = static:{nobody}\n\
            smtpd_tls_cert_file = {place}/site.pem\nsmtpd_tls_key_file = {place}/site.key\nsmtpd_peername_lookup = no\n"
        );
        std::fs::write(self.configuration().join("main.cf"), main).expect("main.cf");
        let master = format!(
            "127.0.0.1:{} inet n - n - - smtpd -o smtpd_tls_security_level=encrypt\n\
            127.0.0.1:{} inet n - n - - smtpd -o smtpd_tls_security_level=none\n\
            rewrite unix - - n - - trivial-rewrite\ncleanup unix n - n - 0 cleanup\nqmgr unix n - n 300 1 qmgr\n\
            tlsmgr unix - - n 1000? 1 tlsmgr\nbounce unix - - n - 0 bounce\ndefer unix - - n - 0 bounce\n\
            trace unix - - n - 0 bounce\nerror unix - - n - - error\nretry unix - - n - - error\n\
            proxymap unix - - n - - proxymap\nanvil unix - - n - 1 anvil\nvirtual unix - n n - - virtual\n\
            postlog unix-dgram n - n - 1 postlogd\n",
            self.over_tls, self.in_the_clear
        );
        std::fs::write(self.configuration().join("master.cf"), master).expect("master.cf");
        // It makes the folders of its queue, each its owner's.
        let checked = Command::new("postfix").arg("-c").arg(self.configuration()).arg("check").output();
        let checked = checked.expect("postfix runs");
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }

    /// An authority of its own, and a certificate of `localhost` from it.
    fn certify(&self) {
        let folder = self.folder.path();
        let key = KeyPair::generate().expect("a key");
        let mut authority = CertificateParams::new(Vec::new()).expect("an authority");
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        std::fs::write(self.authority(), authority.self_signed(&key).expect("a certificate").pem()).expect("written");
        let authority = Issuer::new(authority, key);
        let key = KeyPair::generate().expect("a key");
        let site = CertificateParams::new(vec!["localhost".to_owned()]).expect("a site");
        let site = site.signed_by(&key, &authority).expect("a certificate");
        std::fs::write(folder.join("site.pem"), site.pem()).expect("written");
        secret(&folder.join("site.key"), &key.serialize_pem());
    }
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        self.close();
    }
}

fn id(arguments: &[&str]) -> u32 {
    let said = Command::new("id").args(arguments).output().expect("id runs");
    String::from_utf8_lossy(&said.stdout).trim().parse().expect("the packages make their users")
}
