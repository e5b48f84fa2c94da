#!/usr/bin/env python3
"""Checks the test vectors of the protocol against what the chapters say, and against nothing else.

usage: docs/protocol/vectors/check.py [FOLDER]

Written from encryption.md, model.md, client.md and documents.md, without a look at the product's code: where they agree, the chapters are enough to
write a client from. It doubles as the shortest full description of what is computed. Needs Python 3.9 and the package `cryptography`,
for Ed25519, X25519 and ChaCha20-Poly1305; everything else is written out below.

Every field of every vector must have been looked at, so that nothing is added that is not checked.
"""

import base64
import datetime
import hashlib
import hmac
import json
import os
import re
import sys
import unicodedata

try:
    from cryptography.exceptions import InvalidSignature, InvalidTag
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
except ImportError:
    sys.exit("check.py: the Python package 'cryptography' is missing (Debian: python3-cryptography), so nothing was checked.")


class Refused(Exception):
    """What a reader must not believe; the argument says why."""


# Octets in files

class Part(dict):
    """An object of a file, which remembers what was looked at."""

    def __init__(self, *fields):
        super().__init__(*fields)
        self.seen = set()

    def __getitem__(self, name):
        self.seen.add(name)
        return super().__getitem__(name)

    def get(self, name, default=None):
        self.seen.add(name)
        return super().get(name, default)

    def unseen(self, path):
        for name, value in self.items():
            if name not in self.seen:
                yield f"{path}.{name}"
            yield from unseen(value, f"{path}.{name}")


def unseen(value, path):
    if isinstance(value, Part):
        yield from value.unseen(path)
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from unseen(element, f"{path}[{index}]")


def look_at_all(value):
    if isinstance(value, Part):
        value.seen.update(value)
        value = list(value.values())
    if isinstance(value, list):
        for element in value:
            look_at_all(element)


def unhex(text):
    return None if text is None else bytes.fromhex(text)


def b64(text, count=None):
    """Octets on the wire: standard base64 with padding, in its one form."""
    try:
        octets = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused("base64") from None
    if base64.b64encode(octets).decode() != text or count not in (None, len(octets)):
        raise Refused("base64")
    return octets


def b64_or_none(text, count=None):
    return None if text is None else b64(text, count)


# encryption.md: Canonical encoding

def octets(value):
    return len(value).to_bytes(4, "big") + value


def text(value):
    return octets(value.encode())


def integer(value):
    return value.to_bytes(8, "big", signed=True)


def flag(value):
    return bytes([1 if value else 0])


def optional(value, encode=octets):
    return flag(False) if value is None else flag(True) + encode(value)


def listing(values, encode=octets):
    return len(values).to_bytes(4, "big") + b"".join(encode(value) for value in values)


def canonical(label, *fields):
    return text(label) + b"".join(fields)


# encryption.md: Primitives

def sha256(data):
    return hashlib.sha256(data).digest()


def hmac256(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()


def hkdf_extract(salt, material):
    return hmac256(salt or bytes(32), material)


def hkdf_expand(key, info, length):
    block, result, count = b"", b"", 1
    while len(result) < length:
        block = hmac256(key, block + info + bytes([count]))
        result, count = result + block, count + 1
    return result[:length]


def derive(key, label):
    return hkdf_expand(hkdf_extract(b"", key), label.encode(), 32)


def raw_public(private):
    return private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def sign(seed, data):
    return Ed25519PrivateKey.from_private_bytes(seed).sign(data)


def verify(public, signature, data, why="bad_signature"):
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        raise Refused(why) from None


def seal(key, nonce, plaintext, bound):
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, plaintext, bound)


def unseal(key, sealed, bound):
    if len(sealed) < 28:
        raise Refused("authentic")
    try:
        return ChaCha20Poly1305(key).decrypt(sealed[:12], sealed[12:], bound)
    except InvalidTag:
        raise Refused("authentic") from None


# encryption.md: Padding

def bucket(length):
    if length <= 256:
        return 256
    exponent = length.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return (length + step - 1) // step * step


def pad(content):
    whole = len(content).to_bytes(4, "big") + content
    return whole + bytes(bucket(len(whole)) - len(whole))


def unpad(padded):
    content = padded[4:4 + int.from_bytes(padded[:4], "big")]
    if len(padded) < 4 or pad(content) != padded:
        raise Refused("authentic")
    return content


# encryption.md: Hashed, signed, named

def device_id(card):
    return sha256(canonical("twofold/device/v1", text(card["kind"]), octets(b64(card["signing"], 32)),
                            octets(b64(card["agreement"], 32))))


def key_id(key):
    return sha256(canonical("twofold/key-id/v1", octets(key)))


def body_hash(body):
    return sha256(canonical("twofold/body/v1", octets(body)))


def answer_id(round_, author):
    return sha256(canonical("twofold/answer-id/v1", octets(round_), octets(author)))


def committed(author, round_, content_key, plaintext):
    return canonical("twofold/commitment/v1", octets(author), octets(round_), octets(content_key), octets(plaintext))


def round_name(prompt, number):
    return canonical("twofold/round/v1", text(prompt), integer(number))


def record_name(kind, subject, author):
    return canonical("twofold/record-name/v1", text(kind), text(subject), optional(author))


def sign_in(challenge, couple, device):
    return canonical("twofold/sign-in/v1", octets(challenge), optional(couple), octets(device))


def action(value):
    (kind, fields), = value.items()
    value[kind]
    if kind == "add":
        card = fields["card"]
        return (text("add") + text(card["kind"]) + octets(b64(card["signing"], 32)) + octets(b64(card["agreement"], 32))
                + optional(card.get("expires"), integer) + optional(b64_or_none(fields.get("retiring"), 32)))
    if kind == "remove":
        return text("remove") + octets(b64(fields["device"], 32)) + listing([b64(one, 32) for one in fields["standing"]])
    if kind == "pair":
        return text("pair") + octets(b64(fields["partner"], 32))
    return text("leave")


def entry_content(entry):
    return canonical("twofold/log-entry/v1", listing([b64(one, 32) for one in entry["previous"]]), action(entry["action"]),
                     octets(b64(entry["device"], 32)), integer(entry["time"]))


def clear_fields(header):
    stamp = header["stamp"]
    return [octets(b64(header["couple"], 32)), octets(b64(header["id"], 32)), text(header["class"]), text(header["owner"]),
            octets(b64(header["author"], 32)), integer(stamp["time"]), integer(stamp["counter"]),
            octets(b64(stamp["device"], 32)), flag(header["isDeleted"]), optional(b64_or_none(header.get("round"), 32)),
            optional(b64_or_none(header.get("commitment"), 32)), optional(b64_or_none(header.get("key"), 32))]


def record_content(header):
    return canonical("twofold/record/v1", *clear_fields(header), octets(b64(header["bodyHash"], 32)))


def body_binding(header):
    return canonical("twofold/body-header/v1", *clear_fields(header))


def own_key(content_key, edits):
    """The content key, and the stamp of the version that was edited; zeros where there was none."""
    if edits is None:
        return content_key + bytes(44)
    return content_key + edits["time"].to_bytes(8, "big") + edits["counter"].to_bytes(4, "big") + b64(edits["device"])


def key_binding(label, header):
    return canonical(label, octets(b64(header["couple"])), octets(b64(header["author"])), optional(b64(header["round"])),
                     octets(b64(header["commitment"])))


def opening_content(opening):
    wrapped = opening["wrapped"]
    return canonical("twofold/opening/v1", octets(b64(opening["couple"], 32)), octets(b64(opening["round"], 32)),
                     octets(b64(opening["author"], 32)), octets(b64(opening["device"], 32)),
                     octets(b64(opening["commitment"], 32)), optional(b64_or_none(opening.get("partnerCommitment"), 32)),
                     octets(b64(wrapped["key"], 32)), octets(b64(wrapped["sealed"])))


def grant_content(grant):
    def one(sealed):
        return octets(b64(sealed["recipient"], 32)) + octets(b64(sealed["encapsulated"])) + octets(b64(sealed["ciphertext"]))

    return canonical("twofold/key-grant/v1", octets(b64(grant["couple"], 32)), text(grant["purpose"]), integer(grant["epoch"]),
                     octets(b64(grant["key"], 32)), octets(b64(grant["author"], 32)), octets(b64(grant["device"], 32)),
                     listing(grant["sealed"], one))


# encryption.md: Keys to devices (HPKE, RFC 9180, base mode)

KEM = b"KEM" + bytes([0x00, 0x20])
SUITE = b"HPKE" + bytes([0x00, 0x20, 0x00, 0x01, 0x00, 0x03])


def labelled_extract(suite, salt, label, material):
    return hkdf_extract(salt, b"HPKE-v1" + suite + label + material)


def labelled_expand(suite, key, label, info, length):
    return hkdf_expand(key, length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info, length)


def hpke_schedule(agreed, encapsulated, recipient, info):
    secret = labelled_expand(KEM, labelled_extract(KEM, b"", b"eae_prk", agreed), b"shared_secret", encapsulated + recipient, 32)
    context = (b"\0" + labelled_extract(SUITE, b"", b"psk_id_hash", b"") + labelled_extract(SUITE, b"", b"info_hash", info))
    start = labelled_extract(SUITE, secret, b"secret", b"")
    return (secret, labelled_expand(SUITE, start, b"key", context, 32), labelled_expand(SUITE, start, b"base_nonce", context, 12))


def hpke_open(private, encapsulated, ciphertext, info):
    own = X25519PrivateKey.from_private_bytes(private)
    agreed = own.exchange(X25519PublicKey.from_public_bytes(encapsulated))
    secret, key, nonce = hpke_schedule(agreed, encapsulated, raw_public(own), info)
    return secret, key, nonce, unseal(key, nonce + ciphertext, b"")


def seal_info(grant, recipient):
    return canonical("twofold/key-seal/v1", octets(b64(grant["couple"])), text(grant["purpose"]), integer(grant["epoch"]),
                     octets(b64(grant["key"])), octets(b64(grant["author"])), octets(recipient))


def open_grant(grant, recipient, private):
    sealed = next(one for one in grant["sealed"] if b64(one["recipient"]) == recipient)
    secret, aead, nonce, key = hpke_open(private, b64(sealed["encapsulated"]), b64(sealed["ciphertext"]), seal_info(grant, recipient))
    if key_id(key) != b64(grant["key"]):
        raise Refused("authentic")
    return secret, aead, nonce, key


# encryption.md: What a reader must check

def possible(time):
    return 0 <= time <= 253_402_300_799_999


def check_record(record, card):
    """What a record shows by itself."""
    header, body = record["header"], b64(record["body"])
    deleted, sealed = header["isDeleted"], header["class"] == "sealed"
    if not possible(header["stamp"]["time"]):
        raise Refused("impossible_stamp")
    there = {name: header.get(name) is not None for name in ("round", "commitment", "key")}
    wanted = {"round": sealed, "commitment": sealed and not deleted, "key": not sealed and not deleted}
    if there != wanted:
        raise Refused("fields")
    if sealed and b64(header["id"]) != answer_id(b64(header["round"]), b64(header["author"])):
        raise Refused("foreign_round")
    if header["owner"] == "couple" and header["class"] != "shared":
        raise Refused("fields")
    if (body == b"") != deleted or (record.get("ownKey") is not None) != (sealed and not deleted):
        raise Refused("fields")
    if body_hash(body) != b64(header["bodyHash"]):
        raise Refused("body_hash")
    if device_id(card) != b64(header["stamp"]["device"]):
        raise Refused("bad_signature")
    verify(b64(card["signing"]), b64(record["signature"], 64), record_content(header))


def check_opening(opening, card):
    if device_id(card) != b64(opening["device"]):
        raise Refused("bad_signature")
    verify(b64(card["signing"]), b64(opening["signature"], 64), opening_content(opening))


def open_body(header, body, content_key):
    """The words of an answer, which must be those that its author committed to."""
    words = unpad(unseal(content_key, body, body_binding(header)))
    if sha256(committed(b64(header["author"]), b64(header["round"]), content_key, words)) != b64(header["commitment"]):
        raise Refused("commitment")
    return words


def open_answer(header, body, opening, couple_key):
    if any(opening[name] != header[name] for name in ("couple", "round", "author", "commitment")):
        raise Refused("commitment")
    return open_body(header, body, unseal(couple_key, b64(opening["wrapped"]["sealed"]), key_binding("twofold/opening-key/v1", header)))


# model.md: Devices and their logs

class State:
    """What a set of entries says. Entries are given as {hash: (entry, ancestors)}."""

    def __init__(self, entries):
        self.cards, self.removed, self.standing, self.paired, self.left = {}, set(), {}, None, False
        self.void, confirmed, removals = set(), set(), {}
        order = sorted(entries, key=lambda one: (len(entries[one][1]), one))
        for hash_ in order:
            kind, fields = kind_of(entries[hash_][0])
            device = fields.get("retiring") if kind == "add" else fields["device"] if kind == "remove" else None
            if device is not None:
                removals.setdefault(b64(device), []).append(hash_)
                self.removed.add(b64(device))
        for hash_ in order:
            entry, _ = entries[hash_]
            signer = b64(entry["device"])
            void = any(one != hash_ and hash_ not in entries[one][1] for one in removals.get(signer, []))
            if self.cards and (signer not in self.cards or void):
                self.void.add(hash_)
                continue
            kind, fields = kind_of(entry)
            if kind == "add":
                self.cards[device_id(fields["card"])] = fields["card"]
                if fields.get("retiring") is not None:
                    confirmed.add(b64(fields["retiring"]))
            elif kind == "remove":
                confirmed.add(b64(fields["device"]))
                self.standing.setdefault(b64(fields["device"]), set()).update(b64(one) for one in fields["standing"])
            elif kind == "pair":
                self.paired = self.paired or b64(fields["partner"])
            elif kind == "leave":
                self.left = True
        self.unconfirmed = {one for one in self.removed - confirmed if one in self.cards and self.cards[one]["kind"] == "machine"}

    def live(self, device):
        return device in self.cards and device not in self.removed


def check_keys(card):
    """The seven points of small order on either curve, in every encoding: the highest bit is the sign of one, and ignored by the other."""
    prime = 2 ** 255 - 19
    both = {number.to_bytes(32, "little") for number in (0, 1, prime - 1, prime, prime + 1)}
    weak = {"signing": ("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
            "agreement": ("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                          "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157")}
    for name, others in weak.items():
        key = b64(card[name], 32)
        if key[:31] + bytes([key[31] & 0x7F]) in both | {bytes.fromhex(one) for one in others}:
            raise Refused("weak_key")


def kind_of(entry):
    (kind, fields), = entry["action"].items()
    return kind, fields


class Log:
    def __init__(self, entries):
        self.entries = {}
        for entry in entries:
            self.insert(entry)

    def insert(self, entry):
        content = entry_content(entry)
        hash_, signature = sha256(content), b64(entry["signature"], 64)
        previous = [b64(one) for one in entry["previous"]]
        kind, fields = kind_of(entry)
        signer = b64(entry["device"])
        if not self.entries:
            good = not previous and kind == "add" and fields.get("retiring") is None
            if not good or fields["card"]["kind"] != "machine" or device_id(fields["card"]) != signer:
                raise Refused("bad_beginning")
            verify(b64(fields["card"]["signing"]), signature, content)
            check_keys(fields["card"])
            self.partner = hash_
            self.entries[hash_] = (entry, set())
            return
        if hash_ in self.entries:
            return
        if not previous:
            raise Refused("bad_beginning")
        if any(one not in self.entries for one in previous):
            raise Refused("unknown_previous")
        ancestors = set(previous).union(*(self.entries[one][1] for one in previous))
        self.check(State({one: self.entries[one] for one in ancestors}), entry, kind, fields, signer, signature, content)
        self.entries[hash_] = (entry, ancestors)

    @staticmethod
    def check(state, entry, kind, fields, signer, signature, content):
        if state.left:
            raise Refused("after_leaving")
        if not state.live(signer):
            raise Refused("signer_not_alive")
        card = state.cards[signer]
        verify(b64(card["signing"]), signature, content)
        if kind == "add":
            check_keys(fields["card"])
        retiring = b64_or_none(fields.get("retiring")) if kind == "add" else None
        if card["kind"] != "machine":
            wanted = signer if card["kind"] == "link" else None
            if kind != "add" or fields["card"]["kind"] != "machine" or retiring != wanted:
                raise Refused("not_for_paper")
        impossible = (
            kind == "add" and (device_id(fields["card"]) in state.cards or retiring not in (None, signer))
            or kind == "remove" and not state.live(b64(fields["device"])) and b64(fields["device"]) not in state.unconfirmed
            or kind == "pair" and state.paired is not None)
        if impossible:
            raise Refused("impossible")

    def state(self):
        return State(self.entries)

    def tips(self):
        followed = {b64(one) for entry, _ in self.entries.values() for one in entry["previous"]}
        return sorted(set(self.entries) - followed)


# encryption.md: Codes

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KINDS = {1: "invitation", 2: "link", 3: "kit"}


def crockford(data):
    bits = "".join(f"{octet:08b}" for octet in data)
    return "".join(ALPHABET[int(bits[at:at + 5], 2)] for at in range(0, len(bits), 5))


AROUND = "'\"`´‘’‚‛“”„‟«»‹›<>()"


def code_checked(host, port, path, flags, secret):
    parts = [text(host), integer(port), octets(bytes([flags])), octets(secret)]
    return canonical("twofold/code-checksum/v1", *parts, *([text(path)] if path else []))


def code_text(host, port, path, data):
    characters = crockford(data)
    groups = "-".join(characters[at:at + 4] for at in range(0, 32, 4))
    return f"{f'[{host}]' if ':' in host else host}:{port}{path}/{groups}"


def parse_code(written):
    written = "".join(one for one in written if not one.isspace() and unicodedata.category(one) != "Cf")
    written = written.rstrip(AROUND + ".,;!").lstrip(AROUND)
    written = re.sub("^https?://", "", written, flags=re.IGNORECASE)
    address, slash, characters = written.rpartition("/")
    origin, _, rest = address.partition("/")
    host, colon, port = origin.rpartition(":")
    if not slash or not colon or not port.isdigit() or not 1 <= int(port) <= 65535 or not host:
        raise Refused("address")
    path = "".join("/" + one for one in rest.split("/") if one)
    if not re.fullmatch("[-._~/A-Za-z0-9]*", path) or re.search(r"/\.\.?(/|$)", path):
        raise Refused("address")
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    characters = characters.replace("-", "").upper().translate(str.maketrans("OIL", "011"))
    if any(one not in ALPHABET for one in characters):
        raise Refused("character")
    if len(characters) != 32:
        raise Refused("length")
    data = int("".join(f"{ALPHABET.index(one):05b}" for one in characters), 2).to_bytes(20, "big")
    flags, secret, host = data[0], data[1:17], host.lower()
    if flags & 15 not in KINDS or flags & 0xC0 or sha256(code_checked(host, int(port), path, flags, secret))[:3] != data[17:]:
        raise Refused("checksum")
    return host, int(port), path, flags, secret


def code_root(kind, secret):
    return sha256(canonical("twofold/code/v1", octets(bytes([kind])), octets(secret)))


def root_of(written):
    *_, flags, secret = parse_code(written)
    return code_root(flags & 15, secret)


def permit_of(root):
    return derive(root, "twofold/code-permit/v1")


def permit_hashed(root):
    return canonical("twofold/permit/v1", octets(permit_of(root)))


def box_binding(root):
    return canonical("twofold/box/v1", octets(derive(root, "twofold/code-locator/v1")))


def open_box(root, box):
    return unpad(unseal(derive(root, "twofold/code-box/v1"), box, box_binding(root)))


def join_content(root, box, joiner):
    return canonical("twofold/join/v1", octets(derive(root, "twofold/code-locator/v1")), octets(box), octets(joiner))


# model.md: Stamps, merge, reveal; client.md: the key to write with

def stamp_order(stamp):
    return stamp["time"], stamp["counter"], b64(stamp["device"], 32)


def version_order(version):
    return stamp_order(version["stamp"]), unhex(version["bodyHash"])


def next_stamp(time, device, above):
    floor = max(map(stamp_order, above), default=None)
    if floor is None or floor[0] < time:
        return time, 0, device
    return (floor[0] + 1, 0, device) if floor[1] == 2**32 - 1 else (floor[0], floor[1] + 1, device)


def next_stamp_of_answer(time, device, above, noise):
    time, counter, device = next_stamp(time, device, above)
    if counter == 0:
        return time, noise >> 1, device
    counter += noise & 0xFFFF
    return (time, counter, device) if counter < 2**32 else (time + 1, noise >> 1, device)


def decide(incoming, current, frozen):
    if current is None:
        return "applied"
    incoming, current = version_order(incoming), version_order(current)
    if incoming == current:
        return "same"
    if frozen:
        return "locked"
    return "applied" if incoming > current or not possible(current[0][0]) else "superseded"


def phase(mine, theirs, was_frozen):
    sides = [mine, theirs]
    facts = [(one["isSealed"], one["counts"], one["isOpened"]) for one in sides]
    if not was_frozen and not all(sealed and counts for sealed, counts, _ in facts):
        return None
    return "revealed" if all(opened for _, _, opened in facts) else "frozen"


def stands(pair, rival):
    return sorted(map(version_order, pair), reverse=True) < sorted(map(version_order, rival), reverse=True)


def writing_key(grants, live):
    known = {}
    for grant in grants:
        key, epoch = unhex(grant["key"]), grant["epoch"]
        entry = known.setdefault(key, (epoch, set(), set()))
        device, recipients = grant["device"], grant["recipients"]
        if entry[0] == epoch:
            entry[1].add(device)
            entry[2].update(recipients)
    counted = {key: entry for key, entry in known.items() if 0 <= entry[0] < len(known) << 20}
    usable = [(epoch, key) for key, (epoch, givers, holders) in counted.items() if givers | holders <= live]
    greatest = max((epoch for epoch, _, _ in counted.values()), default=-1)
    return max(usable)[1] if usable else None, greatest + 1


def seed_that_counts(grants, own, live):
    known = {}
    for grant in grants:
        is_own, purpose, device = grant["author"] == own, grant["purpose"], grant["device"]
        entry = known.setdefault(grant["key"], [purpose, set()])
        if entry[0] != purpose:
            if not is_own or entry[1]:
                continue
            entry[0] = purpose
        if is_own:
            entry[1].add(device)
    seeds = [(not givers & live, unhex(key)) for key, (purpose, givers) in known.items() if purpose == "coupleSeed" and givers]
    return min(seeds)[1] if seeds else None


# documents.md

DOCUMENT_VERSION = 1
KINDS_OF_DOCUMENT = {
    # Fields that must be there, and of which type.
    "answer": {"prompt": str, "question": str, "number": int, "text": str, "at": int, "isFinished": bool},
    "draft": {"prompt": str, "question": str, "number": int, "text": str, "at": int, "isFinished": bool},
    "skip": {"prompt": str, "at": int}, "name": {"name": str}, "device": {"device": str, "name": str},
    "prompt": {"id": str, "question": str, "at": int}, "schedule": {"schedule": dict},
    "focus": {"focus": dict},
    "deck": {"id": str, "title": str, "about": str, "since": str, "prompts": list, "isRemoved": bool},
    "pledge": {"text": str, "from": str, "through": str, "at": int}, "keptPledge": {"pledge": str, "on": str},
    "reflection": {"prompt": str, "number": int, "text": str, "at": int},
    "reaction": {"prompt": str, "number": int, "sign": str, "at": int}, "archive": {"prompts": list, "pledges": list},
}
WHITE = {*map(chr, range(9, 14)), " ", *map(chr, range(0x2000, 0x200B)), *"\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"}
BARRIERS = ["vulnerability", "wounds", "shame", "communication", "engulfment", "conflict", "mismatch", "busyness"]
SUBJECTS = BARRIERS + ["mutual", "flexible", "respectful", "trusting"]


def read_json(content):
    """In UTF-8 and nothing else. A number without a fraction is an integer, and of two fields of one name the first counts."""
    whole = lambda text: int(float(text)) if float(text).is_integer() else float(text)
    first = lambda pairs: dict(reversed(pairs))
    return json.loads(content if isinstance(content, str) else content.decode(), parse_float=whole, object_pairs_hook=first)


def read_document(content):
    """How a body reads, its kind, and the fields of that."""
    try:
        value = read_json(content)
    except ValueError:
        return "malformed", None, None
    if not isinstance(value, dict):
        return "malformed", None, None
    needs = value.get("needs", 1)
    if type(needs) is not int:
        return "malformed", None, None
    kinds = [name for name in value if name in KINDS_OF_DOCUMENT]
    if needs > DOCUMENT_VERSION or not kinds and set(value) - {"needs"}:
        return "needs a newer version", None, None
    if len(kinds) != 1 or not isinstance(value[kinds[0]], dict):
        return "malformed", None, None
    fields = value[kinds[0]]
    fits = all(type(fields.get(name)) is type_ for name, type_ in KINDS_OF_DOCUMENT[kinds[0]].items())
    return ("document", kinds[0], fields) if fits else ("malformed", None, None)


def read_answer(content, prompt, number):
    """What a sealed body is in the round of a prompt and number."""
    reading, kind, fields = read_document(content)
    if reading == "needs a newer version":
        return reading
    return "words" if kind == "answer" and (fields["prompt"], fields["number"]) == (prompt, number) else "not an answer"


def collapsed(note):
    words = "".join(" " if one in WHITE else one for one in note).split(" ")
    return " ".join(word for word in words if word) or None


def read_check_in(written):
    """Ratings by subject; None where the words are no check-in."""
    ratings = {}
    for line in re.split("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", written):
        if all(one in WHITE for one in line):
            continue
        parts = re.fullmatch("([a-z]+) ([0-9]{1,2})(?:: (.+))?", line, re.DOTALL)
        if parts is None or int(parts[2]) > 10:
            return None
        if parts[1] not in SUBJECTS:
            continue
        if parts[1] in ratings:
            return None
        ratings[parts[1]] = (int(parts[2]), collapsed(parts[3] or ""))
    return ratings or None


def write_check_in(ratings):
    lines = [(subject, *ratings[subject]) for subject in SUBJECTS if subject in ratings]
    return "\n".join(f"{subject} {value}" + ("" if note is None else f": {note}") for subject, value, note in lines)


def is_sound(sign):
    """One character as people see it. Simplified: marks, joiners and what they join belong to the character before them."""
    if not sign or len(sign.encode()) > 64 or unicodedata.category(sign[0]) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Mn", "Me", "Mc"):
        return False
    joins = ("\u200d", "\ufe0f")
    return all(one in joins or sign[at - 1] == "\u200d" or unicodedata.category(one).startswith("M") or 0x1F3FB <= ord(one) <= 0x1F3FF
               for at, one in enumerate(sign) if at > 0)


# documents.md: Prompts, and the prompt of the day

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
EPOCH = datetime.date(1970, 1, 1)
FIRST_DAY = datetime.date(2026, 1, 1)
STANDARD_DECKS = ["founding", "openers", "appreciation", "play", "ours", *BARRIERS, "repair", "dreams", "family", "money", "digital"]


def is_prompt_id(written):
    part = "[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?"
    return re.fullmatch(f"{part}/{part}", written) is not None


def bound_digits(question):
    return sha256(canonical("twofold/question/v1", text(question))).hex()[:10]


def rank_name(prompt):
    return canonical("twofold/rank/v1", text(prompt))


def cadence_days(written):
    return {"daily": set(DAYS), "weekly": {"mon"}}.get(written) or set(written.split(","))


def weighing(focus, day):
    """What is asked about first on a day."""
    begun = [entry for entry in focus if entry["from"] <= day.isoformat()]
    if not begun or (day - datetime.date.fromisoformat(begun[-1]["from"])).days >= 28:
        return None
    return begun[-1].get("barrier")


def prompt_of_the_day(schedule, prompts, seed, day, focus=()):
    """The prompt, since when it is the couple's, and what it was chosen for; None thrice on a day without one."""
    focus = sorted(focus, key=lambda entry: entry["from"])
    spans = sorted(schedule["spans"], key=lambda span: span["from"])
    in_force = lambda day: next((span for span in reversed(spans) if span["from"] <= day.isoformat()), spans[0])
    start = max(datetime.date.fromisoformat(spans[0]["from"]), FIRST_DAY)
    if day < start or (day - start).days >= 36_525 or in_force(day)["isPaused"]:
        return None, None, None
    queue = sorted(prompts, key=lambda prompt: (hmac256(seed, rank_name(prompt["id"]))[:8], prompt["id"].split("/")))
    current = since = because = None
    was_followed, asked = False, {}
    for number in range((day - start).days + 1):
        today = start + datetime.timedelta(number)
        span, written = in_force(today), today.isoformat()

        def is_asked(prompt):
            return (prompt["id"].split("/")[0] in span["decks"] and prompt["depth"] <= span["depth"]
                    and (prompt["since"] or written) <= written and (prompt["until"] is None or written < prompt["until"]))

        if current is not None and not is_asked(current):
            current = None
        asks = not span["isPaused"] and (DAYS[today.weekday()] in cadence_days(span["cadence"]) or current is None)
        chosen = next(filter(is_asked, queue), None) if asks else None
        if chosen is not None:
            barrier = weighing(focus, today) if span.get("followsCheckIns") and not was_followed else None
            followed = next((prompt for prompt in queue if barrier is not None and is_asked(prompt) and prompt["barriers"][:1] == [barrier]
                             and prompt["id"].split("/")[0] not in ("openers", "play")
                             and (today - asked.get(prompt["id"], datetime.date.min)).days >= 365), None)
            was_followed, chosen = followed is not None, followed or chosen
            queue = [prompt for prompt in queue if prompt is not chosen] + [chosen]
            current, since, because = chosen, written, barrier if was_followed else None
            asked[chosen["id"]] = today
    return (None, None, None) if current is None else (current["id"], since, because)


# The files

class Checker:
    def __init__(self, folder):
        self.folder, self.count, self.flaws = folder, 0, []

    def same(self, what, computed, written):
        self.count += 1
        if computed != written:
            self.flaws.append(f"{self.name}: {what}: computed {show(computed)}, written {show(written)}")

    def holds(self, what, body):
        self.count += 1
        try:
            return body()
        except Refused as refused:
            self.flaws.append(f"{self.name}: {what}: refused ({refused})")

    def refuses(self, what, why, body):
        self.count += 1
        try:
            body()
            self.flaws.append(f"{self.name}: {what}: not refused")
        except Refused as refused:
            if why is not None and str(refused) != why:
                self.flaws.append(f"{self.name}: {what}: refused for '{refused}', not for '{why}'")

    def run(self):
        names = sorted(name[:-5] for name in os.listdir(self.folder) if name.endswith(".json"))
        for self.name in names:
            with open(os.path.join(self.folder, f"{self.name}.json"), encoding="utf-8") as file:
                vectors = json.load(file, object_hook=Part)
            if not vectors["about"] or not hasattr(self, self.name):
                self.flaws.append(f"{self.name}: nobody knows how to check this")
                continue
            getattr(self, self.name)(vectors)
            self.flaws += [f"{self.name}: nobody looked at {path}" for path in unseen(vectors, "")]
        return names

    def canonical(self, vectors):
        def field(kind, value):
            if kind.startswith("text"):
                return text(value)
            if kind.startswith("optional"):
                return optional(value, lambda one: integer(int(one)) if kind.endswith("integer") else octets(unhex(one)))
            if kind.startswith("list"):
                return listing([unhex(one) for one in value])
            return integer(int(value)) if "integer" in kind else flag(value) if kind == "flag" else octets(unhex(value))

        for vector in vectors["encoded"]:
            fields = [field(vector["kind"], value) for value in vector["fields"]]
            self.same(vector["kind"], canonical(vector["label"], *fields), unhex(vector["octets"]))
        for vector in vectors["octets32"]["accepted"]:
            self.same(vector["text"], b64(vector["text"], 32), unhex(vector["octets"]))
        for vector in vectors["octets32"]["refused"]:
            self.refuses(vector["what"], "base64", lambda: b64(vector["text"], 32))

    def devices(self, vectors):
        for vector in vectors["devices"]:
            name, card = vector["name"], vector["card"]
            seed, private = unhex(vector["signingSeed"]), unhex(vector["agreementPrivate"])
            self.same(f"{name}: signing key", raw_public(Ed25519PrivateKey.from_private_bytes(seed)), unhex(vector["signing"]))
            self.same(f"{name}: agreement key", raw_public(X25519PrivateKey.from_private_bytes(private)), unhex(vector["agreement"]))
            self.same(f"{name}: card", (card["kind"], b64(card["signing"]), b64(card["agreement"])),
                      (vector["kind"], unhex(vector["signing"]), unhex(vector["agreement"])))
            self.same(f"{name}: expiry", isinstance(card.get("expires"), int), vector["kind"] == "link")
            hashed = canonical("twofold/device/v1", text(vector["kind"]), octets(unhex(vector["signing"])),
                               octets(unhex(vector["agreement"])))
            self.same(f"{name}: what is hashed", hashed, unhex(vector["hashed"]))
            self.same(f"{name}: id", device_id(card), unhex(vector["id"]))
        seeds = {vector["id"]: unhex(vector["signingSeed"]) for vector in vectors["devices"]}
        for vector in vectors["signIns"]:
            content = sign_in(unhex(vector["challenge"]), unhex(vector["couple"]), unhex(vector["device"]))
            self.same(f"{vector['name']}: what is signed", content, unhex(vector["signed"]))
            self.same(f"{vector['name']}: signature", sign(seeds[vector["device"]], content), unhex(vector["signature"]))
            self.holds(vector["name"], lambda: verify(unhex(vector["signing"]), unhex(vector["signature"]), content))
        for vector in vectors["refusedSignIns"]:
            content = sign_in(unhex(vector["challenge"]), unhex(vector["couple"]), unhex(vector["device"]))
            self.refuses(vector["name"], "bad_signature",
                         lambda: verify(unhex(vector["signing"]), unhex(vector["signature"]), content))

    def logs(self, vectors):
        for vector in vectors["entries"]:
            name, entry = vector["name"], vector["entry"]
            content = entry_content(entry)
            self.same(f"{name}: what is signed", content, unhex(vector["signed"]))
            self.same(f"{name}: hash", sha256(content), unhex(vector["hash"]))
            self.same(f"{name}: signature", b64(entry["signature"], 64), unhex(vector["signature"]))
            self.holds(name, lambda: verify(unhex(vector["signing"]), unhex(vector["signature"]), content))
        for vector in vectors["logs"]:
            name = vector["name"]
            log = self.holds(name, lambda: Log(vector["entries"]))
            state = log.state()
            self.same(f"{name}: partner", log.partner, unhex(vector["partner"]))
            self.same(f"{name}: tips", log.tips(), [unhex(one) for one in vector["tips"]])
            self.same(f"{name}: cards", sorted(state.cards), [unhex(one) for one in vector["cards"]])
            self.same(f"{name}: live", sorted(filter(state.live, state.cards)), [unhex(one) for one in vector["live"]])
            self.same(f"{name}: removed", sorted(state.removed), [unhex(one) for one in vector["removed"]])
            standing = {device.hex(): sorted(one.hex() for one in versions) for device, versions in state.standing.items()}
            self.same(f"{name}: standing", standing, dict(vector["standing"]))
            look_at_all(vector["standing"])
            self.same(f"{name}: unconfirmed", sorted(state.unconfirmed), [unhex(one) for one in vector["unconfirmed"]])
            self.same(f"{name}: void", sorted(state.void), [unhex(one) for one in vector["void"]])
            self.same(f"{name}: paired", state.paired, unhex(vector["pairedWith"]))
            self.same(f"{name}: left", state.left, vector["hasLeft"])
        for vector in vectors["refused"]:
            log = self.holds(vector["name"], lambda: Log(vector["log"]))
            self.refuses(vector["name"], vector["why"], lambda: log.insert(vector["entry"]))
            look_at_all(vector["entry"])

    def names(self, vectors):
        for vector in vectors["rounds"]:
            content = round_name(vector["prompt"], vector["number"])
            self.same(f"round {vector['prompt']}", content, unhex(vector["authenticated"]))
            self.same(f"round {vector['prompt']}: id", hmac256(unhex(vector["coupleSeed"]), content), unhex(vector["round"]))
        for vector in vectors["records"]:
            content = record_name(vector["kind"], vector["subject"], unhex(vector["author"]))
            self.same(f"record {vector['kind']}", content, unhex(vector["authenticated"]))
            self.same(f"record {vector['kind']}: id", hmac256(unhex(vector["personalSeed"]), content), unhex(vector["record"]))
        for vector in vectors["answers"]:
            hashed = canonical("twofold/answer-id/v1", octets(unhex(vector["round"])), octets(unhex(vector["author"])))
            self.same("answer", hashed, unhex(vector["hashed"]))
            self.same("answer: id", answer_id(unhex(vector["round"]), unhex(vector["author"])), unhex(vector["record"]))
        for vector in vectors["keys"]:
            self.same("key", canonical("twofold/key-id/v1", octets(unhex(vector["key"]))), unhex(vector["hashed"]))
            self.same("key: id", key_id(unhex(vector["key"])), unhex(vector["id"]))
        for vector in vectors["commitments"]:
            hashed = committed(*(unhex(vector[name]) for name in ("author", "round", "contentKey", "plaintext")))
            self.same("commitment: what is hashed", hashed, unhex(vector["hashed"]))
            self.same("commitment", sha256(hashed), unhex(vector["commitment"]))
        for vector in vectors["bodies"]:
            self.same("body", canonical("twofold/body/v1", octets(unhex(vector["body"]))), unhex(vector["hashed"]))
            self.same("body: hash", body_hash(unhex(vector["body"])), unhex(vector["hash"]))
        for vector in vectors["fingerprints"]:
            hashed = canonical("twofold/fingerprint/v1", octets(unhex(vector["inviter"])), octets(unhex(vector["joiner"])))
            digest = sha256(hashed)
            groups = [f"{int.from_bytes(digest[at:at + 5], 'big') % 100_000:05d}" for at in range(0, 30, 5)]
            self.same("fingerprint: what is hashed", hashed, unhex(vector["hashed"]))
            self.same("fingerprint: hash", digest, unhex(vector["hash"]))
            self.same("fingerprint", " ".join(groups), vector["shown"])

    def padding(self, vectors):
        for vector in vectors["buckets"]:
            self.same(f"length {vector['length']}", bucket(vector["length"]), vector["bucket"])
        for vector in vectors["padded"]:
            self.same("padded", pad(unhex(vector["content"])), unhex(vector["padded"]))
            self.same("unpadded", unpad(unhex(vector["padded"])), unhex(vector["content"]))
        for vector in vectors["refused"]:
            self.refuses(vector["what"], "authentic", lambda: unpad(unhex(vector["padded"])))

    def signed_record(self, vector):
        name, record = vector["name"], vector["record"]
        header, content = record["header"], record_content(record["header"])
        self.same(f"{name}: what is signed", content, unhex(vector["signed"]))
        self.same(f"{name}: digest", sha256(content), unhex(vector["digest"]))
        self.same(f"{name}: body hash", body_hash(b64(record["body"])), unhex(vector["bodyHash"]))
        self.same(f"{name}: signature", b64(record["signature"], 64), unhex(vector["signature"]))
        self.holds(name, lambda: verify(unhex(vector["signing"]), unhex(vector["signature"]), content))
        return name, record, header

    def records(self, vectors):
        for vector in vectors["records"]:
            name, record, header = self.signed_record(vector)
            if header["isDeleted"]:
                continue
            key, bound, document = unhex(vector["key"]), body_binding(header), vector["document"].encode()
            self.same(f"{name}: key", key_id(key), b64(header["key"]))
            self.same(f"{name}: associated data", bound, unhex(vector["associatedData"]))
            self.same(f"{name}: padded", pad(document), unhex(vector["padded"]))
            self.same(f"{name}: body", seal(key, unhex(vector["nonce"]), pad(document), bound), b64(record["body"]))
            self.same(f"{name}: words", unpad(unseal(key, b64(record["body"]), bound)), document)
        for vector in vectors["refused"]:
            self.refuses(vector["name"], vector["why"], lambda: check_record(vector["record"], vector["card"]))
            look_at_all(vector)
        for vector in vectors["unopenable"]:
            record, key = vector["record"], unhex(vector["key"])
            self.same(f"{vector['name']}: body hash", body_hash(b64(record["body"])), b64(record["header"]["bodyHash"]))
            self.refuses(vector["name"], "authentic",
                         lambda: unpad(unseal(key, b64(record["body"]), body_binding(record["header"]))))
            look_at_all(vector)

    def answers(self, vectors):
        personal, couple = unhex(vectors["personal"]), unhex(vectors["couple"])
        for vector in vectors["answers"]:
            name, record, header = self.signed_record(vector)
            words, content_key = vector["document"].encode(), unhex(vector["contentKey"])
            self.same(f"{name}: id", answer_id(b64(header["round"]), b64(header["author"])), b64(header["id"]))
            hashed = committed(b64(header["author"]), b64(header["round"]), content_key, words)
            self.same(f"{name}: what is committed to", hashed, unhex(vector["committed"]))
            self.same(f"{name}: commitment", sha256(hashed), unhex(vector["commitment"]))
            self.same(f"{name}: commitment in the header", sha256(hashed), b64(header["commitment"]))
            self.same(f"{name}: padded", pad(words), unhex(vector["padded"]))
            self.same(f"{name}: associated data", body_binding(header), unhex(vector["associatedData"]))
            body = seal(content_key, unhex(vector["nonce"]), pad(words), body_binding(header))
            self.same(f"{name}: body", body, b64(record["body"]))
            own = vector["ownKey"]
            plaintext = own_key(content_key, own["edits"])
            self.same(f"{name}: own key, plaintext", plaintext, unhex(own["plaintext"]))
            self.wrapped(f"{name}: own key", own, record["ownKey"], personal, plaintext, "twofold/own-key/v1", header)
            given, opening = vector["opening"], vector["opening"]["opening"]
            self.wrapped(f"{name}: opening", given, opening["wrapped"], couple, content_key, "twofold/opening-key/v1", header)
            content = opening_content(opening)
            self.same(f"{name}: opening, what is signed", content, unhex(given["signed"]))
            self.same(f"{name}: opening, digest", sha256(content), unhex(given["digest"]))
            self.holds(f"{name}: opening", lambda: verify(unhex(given["signing"]), b64(opening["signature"], 64), content))
            self.same(f"{name}: words", open_answer(header, b64(record["body"]), opening, couple), words)
        for vector in vectors["refused"]:
            record = vector["record"]
            self.same(f"{vector['name']}: body hash", body_hash(b64(record["body"])), b64(record["header"]["bodyHash"]))
            self.refuses(vector["name"], vector["why"],
                         lambda: open_answer(record["header"], b64(record["body"]), vector["opening"], couple))
            look_at_all(vector)

    def wrapped(self, name, vector, wire, key, plaintext, label, header):
        bound = key_binding(label, header)
        sealed = seal(key, unhex(vector["nonce"]), plaintext, bound)
        self.same(f"{name}: associated data", bound, unhex(vector["associatedData"]))
        self.same(f"{name}: sealed", sealed, unhex(vector["sealed"]))
        self.same(f"{name}: as sent", (key_id(key), sealed), (b64(wire["key"], 32), b64(wire["sealed"])))
        self.same(f"{name}: opened", unseal(key, sealed, bound), plaintext)

    def grants(self, vectors):
        for vector in vectors["grants"]:
            name, grant, content = vector["name"], vector["grant"], grant_content(vector["grant"])
            self.same(f"{name}: what is signed", content, unhex(vector["signed"]))
            self.same(f"{name}: digest", sha256(content), unhex(vector["digest"]))
            self.holds(name, lambda: verify(unhex(vector["signing"]), b64(grant["signature"], 64), content))
            for seal_, sealed in zip(vector["seals"], grant["sealed"]):
                recipient, private = unhex(seal_["recipient"]), unhex(seal_["recipientPrivate"])
                info = seal_info(grant, recipient)
                self.same(f"{name}: info", info, unhex(seal_["info"]))
                opened = self.holds(f"{name}: opening", lambda: open_grant(grant, recipient, private))
                written = [unhex(part) for part in (seal_["sharedSecret"], seal_["aeadKey"], seal_["aeadNonce"], vector["key"])]
                self.same(f"{name}: opened", list(opened), written)
                ephemeral = X25519PrivateKey.from_private_bytes(unhex(seal_["ephemeralPrivate"]))
                public = raw_public(X25519PrivateKey.from_private_bytes(private))
                agreed = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
                _, key, nonce = hpke_schedule(agreed, raw_public(ephemeral), public, info)
                made = (raw_public(ephemeral), seal(key, nonce, unhex(vector["key"]), b"")[12:])
                self.same(f"{name}: sealed", made, (b64(sealed["encapsulated"]), b64(sealed["ciphertext"])))
        for vector in vectors["refused"]:
            grant, card = vector["grant"], vector["card"]

            def believe():
                verify(b64(card["signing"]), b64(grant["signature"]), grant_content(grant), "signature")
                open_grant(grant, unhex(vector["recipient"]), unhex(vector["recipientPrivate"]))

            self.refuses(vector["name"], vector["why"], believe)
            look_at_all(vector)

    def codes(self, vectors):
        for vector in vectors["codes"]:
            name, secret = vector["text"], unhex(vector["secret"])
            number = next(number for number, kind in KINDS.items() if kind == vector["kind"])
            flags = number | (0x10 if vector["plain"] else 0) | (0x20 if vector["pinned"] else 0)
            checked = code_checked(vector["host"], vector["port"], vector["path"], flags, secret)
            data = bytes([flags]) + secret + sha256(checked)[:3]
            self.same(f"{name}: what is checked", checked, unhex(vector["checked"]))
            self.same(f"{name}: checksum", data[17:], unhex(vector["checksum"]))
            self.same(f"{name}: octets", data, unhex(vector["octets"]))
            self.same(f"{name}: text", code_text(vector["host"], vector["port"], vector["path"], data), name)
            self.same(f"{name}: read", self.holds(name, lambda: parse_code(name)), (vector["host"], vector["port"], vector["path"], flags, secret))
            root = code_root(number, secret)
            rooted = canonical("twofold/code/v1", octets(bytes([number])), octets(secret))
            self.same(f"{name}: what the root is hashed from", rooted, unhex(vector["rooted"]))
            self.same(f"{name}: root", root, unhex(vector["root"]))
            self.same(f"{name}: locator", derive(root, "twofold/code-locator/v1"), unhex(vector["locator"]))
            self.same(f"{name}: box key", derive(root, "twofold/code-box/v1"), unhex(vector["boxKey"]))
            self.same(f"{name}: authentication key", derive(root, "twofold/code-authentication/v1"), unhex(vector["authenticationKey"]))
            if vector["kind"] == "invitation":
                self.same(f"{name}: permit", permit_of(root), unhex(vector["permit"]))
                self.same(f"{name}: what its hash is of", permit_hashed(root), unhex(vector["permitHashed"]))
                self.same(f"{name}: hash of the permit", sha256(permit_hashed(root)), unhex(vector["permitHash"]))
            else:
                self.paper(name, vector, root)
        for vector in vectors["readings"]:
            self.same(vector["text"], self.holds(vector["text"], lambda: parse_code(vector["text"])), parse_code(vector["code"]))
        for vector in vectors["refused"]:
            self.refuses(vector["what"], vector["why"], lambda: parse_code(vector["text"]))
        for vector in vectors["boxes"]:
            root, content = root_of(vector["code"]), vector["content"].encode()
            key = derive(root, "twofold/code-box/v1")
            self.same("box: associated data", box_binding(root), unhex(vector["associatedData"]))
            self.same("box", seal(key, unhex(vector["nonce"]), pad(content), box_binding(root)), unhex(vector["box"]))
            self.same("box: content", open_box(root, unhex(vector["box"])), content)
        for vector in vectors["refusedBoxes"]:
            self.refuses(vector["what"], "authentic", lambda: open_box(root_of(vector["code"]), unhex(vector["box"])))
        for vector in vectors["joins"]:
            root = root_of(vector["code"])
            content = join_content(root, unhex(vector["box"]), unhex(vector["joiner"]))
            proof = hmac256(derive(root, "twofold/code-authentication/v1"), content)
            if "authenticated" in vector:
                self.same("join: what is authenticated", content, unhex(vector["authenticated"]))
            self.same(f"join: {vector['name']}", proof == unhex(vector["proof"]), vector["isGood"])

    def paper(self, name, vector, root):
        secret = derive(root, "twofold/code-device/v1")
        seed, private = derive(secret, "twofold/code-signing/v1"), derive(secret, "twofold/code-agreement/v1")
        self.same(f"{name}: device secret", secret, unhex(vector["deviceSecret"]))
        self.same(f"{name}: signing seed", seed, unhex(vector["signingSeed"]))
        self.same(f"{name}: agreement key", private, unhex(vector["agreementPrivate"]))
        signing, agreement = Ed25519PrivateKey.from_private_bytes(seed), X25519PrivateKey.from_private_bytes(private)
        hashed = canonical("twofold/device/v1", text(vector["kind"]), octets(raw_public(signing)), octets(raw_public(agreement)))
        self.same(f"{name}: device", sha256(hashed), unhex(vector["device"]))

    def rules(self, vectors):
        stamps = [stamp_order(stamp) for stamp in vectors["ascendingStamps"]]
        for less, greater in zip(stamps, stamps[1:]):
            self.same("order of stamps", less < greater, True)
        for vector in vectors["nextStamps"]:
            computed = next_stamp(vector["time"], unhex(vector["device"]), vector["above"])
            self.same(f"next stamp: {vector['name']}", computed, stamp_order(vector["stamp"]))
        for vector in vectors["nextStampsOfAnswers"]:
            computed = next_stamp_of_answer(vector["time"], unhex(vector["device"]), vector["above"], vector["noise"])
            self.same("next stamp of an answer", computed, stamp_order(vector["stamp"]))
        for vector in vectors["merges"]:
            decision = decide(vector["incoming"], vector["current"], vector["currentIsFrozen"])
            self.same("merge", decision, vector["decision"])
            look_at_all(vector["incoming"])
        for vector in vectors["phases"]:
            self.same("phase", phase(vector["mine"], vector["theirs"], vector["wasFrozen"]), vector["phase"])
        for vector in vectors["pairs"]:
            self.same("pairs", stands(vector["pair"], vector["rival"]), vector["pairStands"])
        for vector in vectors["writingKeys"]:
            computed = writing_key(vector["grants"], set(vector["live"]))
            self.same(f"key to write with: {vector['name']}", computed, (unhex(vector["writingKey"]), vector["nextEpoch"]))
        for vector in vectors["seeds"]:
            computed = seed_that_counts(vector["grants"], vector["own"], set(vector["live"]))
            self.same(f"seed that counts: {vector['name']}", computed, unhex(vector["seed"]))

    def documents(self, vectors):
        seen = {"answer"}
        for vector in vectors["documents"]:
            name, record, header = self.signed_record(vector)
            seen.add(name)
            reading, kind, fields = read_document(vector["document"])
            self.same(f"{name}: reading", (reading, kind), ("document", name))
            named = vector["named"]
            if named is not None:
                content = record_name(named["kind"], named["subject"], unhex(named["author"]))
                self.same(f"{name}: id", hmac256(unhex(named["seed"]), content), b64(header["id"]))
                self.same(f"{name}: whose key names it", named["purpose"], "coupleSeed" if name in ("schedule", "focus") else "personalSeed")
                self.same(f"{name}: what it is named after", (named["kind"], named["subject"]), self.subject(name, vector, fields))
            own = name in ("draft", "skip", "device", "archive")
            self.same(f"{name}: class", header["class"], "own" if own else "shared")
            self.same(f"{name}: owner", header["owner"], "couple" if name in ("schedule", "focus", "prompt", "deck") else "author")
            key, bound = unhex(vector["key"]), body_binding(header)
            self.same(f"{name}: key", key_id(key), b64(header["key"]))
            self.same(f"{name}: associated data", bound, unhex(vector["associatedData"]))
            body = seal(key, unhex(vector["nonce"]), pad(vector["document"].encode()), bound)
            self.same(f"{name}: body", body, b64(record["body"]))
        self.same("kinds", seen, set(KINDS_OF_DOCUMENT))
        for vector in vectors["readings"]:
            self.same(f"reading {vector['content']}", read_document(vector["content"])[0], vector["reading"])
        for vector in vectors["answers"]:
            name = round_name(vector["prompt"], vector["number"])
            self.same("round", hmac256(unhex(vector["coupleSeed"]), name), unhex(vector["round"]))
            self.same(f"answer {vector['content']}", read_answer(vector["content"], vector["prompt"], vector["number"]), vector["reading"])
        for vector in vectors["checkIns"]:
            self.same(f"check-in {vector['text']!r}", read_check_in(vector["text"]), self.ratings(vector["ratings"]))
        for vector in vectors["writtenCheckIns"]:
            self.same("check-in as written", write_check_in(self.ratings(vector["ratings"])), vector["text"])
        for vector in vectors["reactions"]:
            self.same(f"reaction {vector['sign']!r}", is_sound(vector["sign"]), vector["isSound"])
        for vector in vectors["names"]:
            records = [(stamp_order(one["stamp"]), one["name"]) for one in vector["records"]]
            self.same("name", max(records, default=(None, None))[1], vector["counts"])

    @staticmethod
    def subject(name, vector, fields):
        if name == "archive":
            return "archive", vector["document"]
        if name in ("draft", "reaction"):
            return name, f"{fields['prompt']}#{fields['number']}"
        return {"skip": ("skip", fields.get("prompt")), "device": ("device", fields.get("device")),
                "keptPledge": ("kept", fields.get("pledge"))}.get(name, (name, ""))

    @staticmethod
    def ratings(vector):
        return None if vector is None else {one["subject"]: (one["value"], one["note"]) for one in vector}

    def days(self, vectors):
        for vector in vectors["promptIDs"]:
            self.same(f"prompt id {vector['text']}", is_prompt_id(vector["text"]), vector["isID"])
        for vector in vectors["ownPrompts"]:
            self.same("id of a prompt of the couple's", f"ours/{unhex(vector['record']).hex()[:10]}", vector["id"])
        for vector in vectors["boundIDs"]:
            digits = bound_digits(vector["question"])
            name = digits if vector["name"] is None else f"{vector['name']}-{digits}"
            self.same("id bound to its question", f"{vector['deck']}/{name}", vector["id"])
            self.same("bound to another", vector["id"].endswith(bound_digits(vector["question"] + "?")), vector["isBoundToOther"])
        for vector in vectors["dates"]:
            day = datetime.date.fromisoformat(vector["text"])
            self.same(f"day {day}", ((day - EPOCH).days, DAYS[day.weekday()]), (vector["number"], vector["weekday"]))
        for vector in vectors["notBegun"]:
            number = (vector["at"] + 14 * 3_600_000) // 86_400_000 + 1
            self.same("a day that has begun nowhere", (EPOCH + datetime.timedelta(number)).isoformat(), vector["day"])
        seed = unhex(vectors["coupleSeed"])
        for vector in vectors["ranks"]:
            content = rank_name(vector["prompt"])
            self.same(f"rank of {vector['prompt']}", content, unhex(vector["authenticated"]))
            self.same(f"rank of {vector['prompt']}", hmac256(seed, content)[:8], unhex(vector["rank"]))
        standard, = vectors["standard"]["spans"]
        wanted = {"from": FIRST_DAY.isoformat(), "decks": STANDARD_DECKS, "depth": 2, "cadence": "daily",
                  "isPaused": False}
        self.same("the schedule of a couple that has set nothing", {name: standard[name] for name in wanted}, wanted)
        for vector in vectors["schedules"]:
            for one in vector["days"]:
                day = datetime.date.fromisoformat(one["day"])
                computed = prompt_of_the_day(vector["schedule"], vector["prompts"], seed, day, vector["focus"])
                self.same(f"{vector['name']}, {day}", computed, (one["prompt"], one["since"], one["because"]))
            look_at_all(vector)
        for vector in vectors["readings"]:
            self.same("order of spans", sorted(span["from"] for span in vector["spans"]), vector["inOrder"])
            look_at_all(vector)

    def evening(self, vectors):
        couple, keys = unhex(vectors["couple"]), vectors["keys"]
        round_ = hmac256(unhex(keys["coupleSeed"]), round_name(vectors["prompt"], 1))
        people = {name: vectors[name] for name in ("Ada", "Ben")}
        cards, personal = {}, {}
        for name, person in people.items():
            seed, card = unhex(person["signingSeed"]), person["card"]
            self.same(f"{name}: signing key", raw_public(Ed25519PrivateKey.from_private_bytes(seed)), b64(card["signing"]))
            self.same(f"{name}: device", device_id(card), unhex(person["device"]))
            cards[unhex(person["device"])] = card
            personal[unhex(person["partner"])] = unhex(person["keys"]["personal"])
        commitments, words = {}, {}
        for message in vectors["messages"]:
            person, request, reply = people[message["from"]], message["request"], message["reply"]
            me, device = unhex(person["partner"]), unhex(person["device"])
            self.same(f"{message['what']}: status", message["status"], 200)
            if message["route"] == "/v1/challenge":
                self.same("who asks", b64(request["device"]), device)
                challenge = b64(reply["challenge"], 56)
            elif message["route"] == "/v1/session":
                content = sign_in(challenge, couple, device)
                self.same("challenge", b64(request["challenge"]), challenge)
                self.same("sign-in", sign(unhex(person["signingSeed"]), content), b64(request["signature"], 64))
                self.same("who is signed in", (b64(reply["couple"]), b64(reply["partner"])), (couple, me))
                b64(reply["token"], 32)
            else:
                self.exchange(request, reply, me, round_, cards, personal, unhex(keys["couple"]), commitments, words)
        for name, person in people.items():
            document = person["document"].encode()
            read = [words.get((unhex(reader["partner"]), unhex(person["partner"]))) for reader in people.values()]
            self.same(f"{name}'s words, as both read them", read, [document] * 2)
        look_at_all(vectors)

    handshake = evening

    def exchange(self, request, reply, me, round_, cards, personal, couple_key, commitments, words):
        self.same("outcomes", [one["result"] for one in reply["outcomes"]], ["applied"] * len(request["writes"]))
        for cursor in (request["cursor"], request["furthest"], reply["cursor"], reply["furthest"]):
            b64(cursor, 68)
        for write in request["writes"]:
            if "opening" in write:
                opening = write["opening"]
                self.holds("opening", lambda: check_opening(opening, cards[b64(opening["device"])]))
                self.same("what is opened", b64(opening["commitment"]), commitments[b64(opening["author"])])
                others = [one for author, one in commitments.items() if author != b64(opening["author"])]
                self.same("what it is given for", [b64(opening["partnerCommitment"])], others)
            if "record" not in write:
                continue
            record, opening = write["record"]["record"], write["record"].get("opening")
            header = record["header"]
            self.holds("record", lambda: check_record(record, cards[b64(header["stamp"]["device"])]))
            if header["class"] == "sealed":
                self.same("round", b64(header["round"]), round_)
                commitments[me] = b64(header["commitment"])
                self.same("own key", b64(record["ownKey"]["key"]), key_id(personal[me]))
                own = unseal(personal[me], b64(record["ownKey"]["sealed"]), key_binding("twofold/own-key/v1", header))
                self.same("own key, length", len(own), 76)
                open_body(header, b64(record["body"]), own[:32])
            if opening is not None:
                self.holds("opening", lambda: check_opening(opening, cards[b64(opening["device"])]))
        for change in reply["changes"]:
            seen = change.get("record")
            if seen is None or seen["header"]["class"] != "sealed":
                continue
            header, author = seen["header"], b64(seen["header"]["author"])
            verify(b64(cards[b64(header["stamp"]["device"])]["signing"]), b64(seen["signature"]), record_content(header))
            may_read = author == me or seen["phase"] == "revealed"
            self.same("what is withheld", "body" in seen, may_read)
            self.same("whose own key is sent", "ownKey" in seen, author == me)
            if seen["phase"] == "revealed":
                check_opening(seen["opening"], cards[b64(seen["opening"]["device"])])
                words[me, author] = open_answer(header, b64(seen["body"]), seen["opening"], couple_key)


def show(value):
    return value.hex() if isinstance(value, bytes) else repr(value)


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    checker = Checker(folder)
    names = checker.run()
    for flaw in checker.flaws:
        print(flaw, file=sys.stderr)
    if checker.flaws or not names:
        sys.exit(f"check.py: {len(checker.flaws)} of {checker.count} checks failed")
    print(f"check.py: {checker.count} checks of {len(names)} files of vectors hold")


if __name__ == "__main__":
    main()
