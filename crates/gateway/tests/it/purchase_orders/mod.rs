mod create;
mod unknown;
