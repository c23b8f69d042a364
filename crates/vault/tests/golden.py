"""Writes the vectors of tests/it/golden.rs: a second implementation of the formats in src/lib.rs,
in Python with the package `cryptography`. Every "random" value here is a plain pattern."""

import struct

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def prefixed(text):
    return struct.pack(">Q", len(text.encode())) + text.encode()


owner, field, secret = "conn_golden", "client_secret", "grüße from 2026".encode()
kek_id, kek, dek_id, dek = b"k1", bytes(range(32)), b"\xd1" * 16, b"\xd2" * 32

header = b"EGK1\x01" + dek_id + bytes([len(kek_id)]) + kek_id + b"\x0a" * 12
print("wrapped", (header + AESGCM(kek).encrypt(b"\x0a" * 12, dek, header + prefixed(owner))).hex())

salt, nonce = b"\x5a" * 32, b"\x0b" * 12
okm = HKDF(SHA256(), 64, salt, b"egv1 derive\x01").derive(dek)
header = b"EGV1\x01" + dek_id + salt + okm[32:] + nonce
context = header + prefixed(owner) + prefixed(field)
print("record ", (header + AESGCM(okm[:32]).encrypt(nonce, secret, context)).hex())
