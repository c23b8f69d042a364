//! Two ERPs that are not there: simulators with a ledger to look into and faults to order.

use anyhow::Context;
use serde_json::{Value, json};

use crate::places::Ports;

/// Both simulators.
pub(crate) struct Erps {
    pub(crate) sap: erpgate_sap_simulator::Running,
    pub(crate) netsuite: erpgate_netsuite_simulator::Running,
    http: reqwest::Client,
}

impl Erps {
    pub(crate) async fn start(ports: Ports, http: reqwest::Client) -> anyhow::Result<Self> {
        let sap = erpgate_sap_simulator::start(erpgate_sap_simulator::Options {
            listen: ports.or_free(8001),
            admin_listen: ports.or_free(9001),
            ..Default::default()
        });
        let netsuite = erpgate_netsuite_simulator::start(erpgate_netsuite_simulator::Options {
            listen: ports.or_free(8002),
            admin_listen: ports.or_free(9002),
            ..Default::default()
        });
        Ok(Self {
            sap: sap.await.context("the SAP simulator")?,
            netsuite: netsuite.await.context("the NetSuite simulator")?,
            http,
        })
    }

    pub(crate) async fn stop(self) {
        self.sap.stop().await;
        self.netsuite.stop().await;
    }

    /// Lets SAP commit the next write and break the connection before the first byte of its answer.
    pub(crate) async fn lose_next_sap_answer(&self) -> anyhow::Result<()> {
        let url = format!("{}/faults", self.sap.admin_url());
        let fault =
            json!({"kind": "lose_answer", "on": {"method": "POST", "path_contains": "A_PurchaseOrder"}});
        self.http.post(url).json(&fault).send().await?.error_for_status()?;
        Ok(())
    }

    /// The purchase orders that SAP holds.
    pub(crate) async fn sap_orders(&self) -> anyhow::Result<Vec<Value>> {
        orders(&self.http, &self.sap.admin_url()).await
    }

    /// The purchase orders that NetSuite holds.
    pub(crate) async fn netsuite_orders(&self) -> anyhow::Result<Vec<Value>> {
        orders(&self.http, self.netsuite.admin_url()).await
    }
}

async fn orders(http: &reqwest::Client, admin: &str) -> anyhow::Result<Vec<Value>> {
    let ledger: Value = http.get(format!("{admin}/ledger")).send().await?.error_for_status()?.json().await?;
    ledger["purchase_orders"].as_array().cloned().context("the ledger holds purchase orders")
}
