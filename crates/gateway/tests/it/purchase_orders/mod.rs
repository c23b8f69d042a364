mod change;
mod create;
mod many;
mod unknown;
