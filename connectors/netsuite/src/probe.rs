//! What a connection finds when it looks around: purchase orders and SuiteQL have to be there, of everything
//! else it says how it stands. Nothing of it writes.

use erpgate_connector::{Session, System, Trouble, TroubleKind};
use http::header::ACCEPT;
use http::{HeaderValue, Method};
use serde_json::json;

use crate::master_data;
use crate::suiteql;
use crate::transport::{Reply, Transport};

/// A record type without which the connection still works.
struct Optional {
    /// Its name in URLs.
    path: &'static str,
    /// What it is needed for.
    serves: &'static str,
    /// It is made by itself, not out of another record.
    stands_alone: bool,
}

const fn optional(path: &'static str, serves: &'static str) -> Optional {
    Optional { path, serves, stands_alone: true }
}

const OTHERS: [Optional; 7] = [
    optional("vendor", "vendors"),
    Optional { stands_alone: false, ..optional("itemReceipt", "goods receipts") },
    optional("inventoryAdjustment", "inventory adjustments"),
    optional("inventoryTransfer", "inventory transfers"),
    optional("workOrder", "production orders"),
    optional("supportCase", "maintenance orders"),
    optional("task", "the operations of maintenance orders"),
];

/// Looks at purchase orders, at SuiteQL, and then at everything else.
pub(crate) async fn system(transport: &Transport, session: &Session) -> Result<System, Trouble> {
    if let Some(error) = described(transport, session, "purchaseOrder").await? {
        return Err(error);
    }
    let q = "SELECT t.id FROM transaction t WHERE t.type = 'PurchOrd'";
    suiteql::query(transport, session, q, &[], 1).await?;
    let mut found = vec![
        "The credentials are taken, and the record service knows purchase orders.".to_owned(),
        "SuiteQL answers questions about transactions.".to_owned(),
    ];
    for other in &OTHERS {
        found.push(other.look(transport, session).await?);
    }
    found.push(one_world(transport, session).await?);
    found.push(references(transport, session).await?);
    Ok(System { name: "Oracle NetSuite".to_owned(), found })
}

impl Optional {
    /// How the record type stands, in a sentence. An empty create form tells whether the role may create.
    async fn look(&self, transport: &Transport, session: &Session) -> Result<String, Trouble> {
        let (path, serves) = (self.path, self.serves);
        if let Some(trouble) = told(described(transport, session, path).await)? {
            return Ok(format!("No {serves}: {}", sentence(&trouble)));
        }
        if !self.stands_alone {
            return Ok(format!("The role may see {serves} ({path})."));
        }
        let accept = HeaderValue::from_static("application/vnd.oracle.resource+json; type=create-form");
        let form = transport.record_write(Method::POST, path, "", Some(&json!({}))).header(ACCEPT, accept);
        // A form that wants more than nothing is a form all the same.
        Ok(match told(transport.read(session, form).await.map(|_| None))? {
            None => format!("The role may see and create {serves} ({path})."),
            Some(trouble) => {
                format!("The role may see {serves}, and not create them: {}", sentence(&trouble))
            }
        })
    }
}

/// Asks for the description of a record type; gives what is in the way.
async fn described(
    transport: &Transport,
    session: &Session,
    record_type: &str,
) -> Result<Option<Trouble>, Trouble> {
    let call = transport
        .call(Method::GET, &format!("record/v1/metadata-catalog/{record_type}"), "")
        .header(ACCEPT, HeaderValue::from_static("application/schema+json"));
    Ok(match transport.read(session, call).await? {
        Reply::Done(_) => None,
        Reply::Refused(error) => {
            let doing =
                format!("to describe {record_type} (a feature of the account, or a permission of the role)");
            Some(error.unexpected(&doing))
        }
    })
}

async fn one_world(transport: &Transport, session: &Session) -> Result<String, Trouble> {
    let asked = suiteql::query(transport, session, "SELECT t.id FROM subsidiary t", &[], 2).await;
    Ok(match told(asked.map(|_| None))? {
        None => "OneWorld: the account has subsidiaries, which are the companies.".to_owned(),
        Some(trouble) => format!(
            "No subsidiaries are shown: the account is not OneWorld, or the role lacks Lists > Subsidiaries. {}",
            sentence(&trouble)
        ),
    })
}

/// Which master data SuiteQL shows to this role, and which it does not.
async fn references(transport: &Transport, session: &Session) -> Result<String, Trouble> {
    let (mut shown, mut hidden) = (Vec::new(), Vec::new());
    for table in master_data::tables() {
        let q = format!("SELECT t.{} FROM {} t", table.id, table.name);
        let asked = suiteql::query(transport, session, &q, &[], 1).await;
        match told(asked.map(|_| None))? {
            None => shown.push(table.name),
            Some(_) => hidden.push(format!("{} ({})", table.name, table.permission)),
        }
    }
    let shown = format!("SuiteQL shows {}", shown.join(", "));
    Ok(match hidden.is_empty() {
        true => format!("{shown}."),
        false => format!("{shown}; it does not show {}.", hidden.join(", ")),
    })
}

/// What is in the way, unless NetSuite as a whole is no longer there.
fn told(looked: Result<Option<Trouble>, Trouble>) -> Result<Option<Trouble>, Trouble> {
    match looked {
        Err(trouble) => match trouble.kind {
            TroubleKind::Misconfigured
            | TroubleKind::Forbidden
            | TroubleKind::BadQuestion
            | TroubleKind::ErpFailed
            | TroubleKind::Unreadable
            | TroubleKind::Locked => Ok(Some(trouble)),
            TroubleKind::Unreachable
            | TroubleKind::NoAnswer
            | TroubleKind::Throttled
            | TroubleKind::CredentialsRefused => Err(trouble),
        },
        looked => looked,
    }
}

fn sentence(trouble: &Trouble) -> String {
    format!("{}.", trouble.detail.trim_end_matches('.'))
}
