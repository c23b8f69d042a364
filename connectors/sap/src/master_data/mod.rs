//! Master data: what other records refer to, as far as a released SAP service tells it.

mod capabilities;
mod list;
mod read;
mod record;
mod source;
mod storage_locations;

use std::sync::Arc;

use erpgate_connector::{Trouble, TroubleKind};
use erpgate_model::Resource;

use crate::errors::About;
use crate::probe::Optional;
use crate::service::Service;
use crate::settings::Settings;
use crate::transport::Transport;
use source::{SOURCES, Source};

pub(crate) use capabilities::capabilities;

/// The service that tells a plant's storage locations.
const STORAGE_LOCATIONS: About = About {
    name: "API_STORAGELOCATION_SRV",
    arrangement: "the communication arrangement of API_STORAGELOCATION_SRV",
};
const STORAGE_LOCATIONS_PATH: &str = "sap/opu/odata/sap/API_STORAGELOCATION_SRV";

/// The master data of one SAP system.
#[derive(Debug)]
pub(crate) struct MasterDataSets {
    sets: Vec<(&'static Source, Service)>,
    storage_locations: Service,
    customs: Customs,
}

/// What a connection settled about master data.
#[derive(Debug, Clone)]
struct Customs {
    language: String,
    chart_of_accounts: Option<String>,
}

impl MasterDataSets {
    pub(crate) fn new(settings: &Settings, transport: &Arc<Transport>) -> Self {
        let service = |source: &'static Source| {
            (source, Service::new(Arc::clone(transport), source.about, source.path))
        };
        let customs = Customs {
            language: settings.language.clone(),
            chart_of_accounts: settings.chart_of_accounts.clone(),
        };
        Self {
            sets: SOURCES.iter().map(service).collect(),
            storage_locations: Service::new(Arc::clone(transport), STORAGE_LOCATIONS, STORAGE_LOCATIONS_PATH),
            customs,
        }
    }

    /// What the probe looks at.
    pub(crate) fn probed(&self) -> impl Iterator<Item = Optional<'_>> {
        let own = self.sets.iter().map(|(source, service)| Optional {
            service,
            set: source.set,
            select: None,
            advice: "",
            serves: source.serves,
        });
        let storage_locations = Optional {
            service: &self.storage_locations,
            set: storage_locations::SET,
            select: None,
            advice: "",
            serves: "storage locations of locations",
        };
        own.chain([storage_locations])
    }

    fn set(&self, resource: Resource) -> Result<(&'static Source, &Service), Trouble> {
        let found = self.sets.iter().find(|(source, _)| source.resource == resource);
        found.map(|(source, service)| (*source, service)).ok_or_else(|| {
            let detail = format!("no SAP service tells {resource}");
            Trouble::new(TroubleKind::BadQuestion, detail)
        })
    }
}
