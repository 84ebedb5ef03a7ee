//! `criis staff`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use domain::access::{AddStaff, Role, Standing};
use domain::sign_in::FirstPasswordForm;
use domain::staff::StaffForm;
use domain::{Private, instant};
use store::Store;

use super::Failure;
use crate::config::{Config, secret_file};
use crate::{opening, terminal};

/// What to do about staff.
#[derive(Subcommand)]
pub enum Staff {
    /// Add a member of staff with a role of the whole organisation: the first administrator.
    Add(Add),
}

/// Whom to add. What is left out is asked for.
#[derive(Args)]
pub struct Add {
    /// Their name, as colleagues read it.
    #[arg(long)]
    name: Option<String>,
    /// The name that they sign in with.
    #[arg(long)]
    sign_in_name: Option<String>,
    /// A file, readable by its owner alone, with their first password.
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// What they are.
    #[arg(long, value_enum, default_value_t = Office::Administrator)]
    role: Office,
}

/// The roles that are of no single service.
#[derive(Clone, Copy, ValueEnum)]
enum Office {
    /// Keeps staff, services and contracts; never casework.
    Administrator,
    /// Sees who did what with whose record.
    DataProtectionOfficer,
    /// Answers for the confidentiality of records.
    CaldicottGuardian,
}

impl Staff {
    /// Do it.
    ///
    /// # Errors
    /// When something typed breaks a rule, each named; when the database does not answer.
    pub fn run(self, config: &Config) -> Result<(), Failure> {
        let Self::Add(add) = self;
        let store = opening::store(config, None)?;
        actix_web::rt::System::new().block_on(add.run(&store))
    }
}

impl Add {
    async fn run(self, store: &Store) -> Result<(), Failure> {
        let asked = |given: Option<String>, question: &str| given.map_or_else(|| terminal::ask(question), Ok);
        let name = asked(self.name, "Their name: ").map_err(Failure::io("the terminal"))?;
        let sign_in_name =
            asked(self.sign_in_name, "The name that they sign in with: ").map_err(Failure::io("the terminal"))?;
        let password = match &self.password_file {
            Some(file) => secret_file::read_text(file).map_err(Failure::Unsafe)?,
            None => terminal::ask_secret("A first password: ").map_err(Failure::io("the terminal"))?,
        };
        let form = StaffForm {
            name: Some(Private::new(name)),
            sign_in_name: Some(Private::new(sign_in_name)),
            started_on: Some(Private::new(instant::london_day(store.clock().now()).to_string())),
            ..StaffForm::default()
        };
        let password = FirstPasswordForm { password: Some(Private::new(password.as_str().to_owned())) };
        let names: Vec<&str> =
            [&form.name, &form.sign_in_name].into_iter().flatten().map(|name| name.reveal().as_str()).collect();
        let checked = form.check().and_then(|member| Ok((member, password.check(&names)?)));
        let (member, password) = checked.map_err(|flaws| {
            let said = flaws.to_fields().into_iter().map(|field| format!("{}: {}", field.pointer, field.message));
            Failure::Found(said.collect::<Vec<_>>().join("\ncriis: "))
        })?;
        let role = match self.role {
            Office::Administrator => Role::Administrator,
            Office::DataProtectionOfficer => Role::DataProtectionOfficer,
            Office::CaldicottGuardian => Role::CaldicottGuardian,
        };
        let access = store.admit_operator::<AddStaff>()?;
        let id = store.add_staff(access, member, &password, vec![Standing { role, service: None }]).await?;
        println!("Added {id}, {}.", role.label().to_lowercase());
        Ok(())
    }
}
