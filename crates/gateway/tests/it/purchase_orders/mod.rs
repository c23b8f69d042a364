mod change;
mod create;
mod unknown;
