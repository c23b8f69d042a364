//! Vendors: the record, the body that creates one, and the body that changes one.

mod mask;
mod parts;
mod patch;
mod record;
mod write;

pub use mask::{is_masked_account, masked_account, masks_account};
pub use parts::{
    BankAccount, TaxId, VendorAddress, VendorCompany, VendorContact, VendorPurchasingOrganization,
};
pub use patch::{
    BankAccountPatch, TaxIdPatch, VendorAddressPatch, VendorCompanyPatch, VendorContactPatch, VendorPatch,
    VendorPurchasingOrganizationPatch,
};
pub use record::{Vendor, VendorStatus};
pub use write::{
    NewBankAccount, NewTaxId, NewVendor, NewVendorAddress, NewVendorCompany, NewVendorContact,
    NewVendorPurchasingOrganization,
};
