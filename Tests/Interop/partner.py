"""A second client: one machine of one partner, in memory, written from docs/protocol alone.

Not a product. It does what the chapters say a client must do, so far as a partner with one machine needs it, and nothing for people.
What is hashed, signed and encrypted comes from docs/protocol/vectors/check.py.
"""

import base64
import importlib.util
import json
import os
import secrets
import time
import urllib.error
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
_spec = importlib.util.spec_from_file_location("vectors", os.path.join(ROOT, "docs/protocol/vectors/check.py"))
v = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(v)


def e64(octets):
    return base64.b64encode(octets).decode()


def wall():
    return int(time.time() * 1000)


def plain(value):
    return json.loads(json.dumps(value), object_hook=v.Part)


class Problem(Exception):
    def __init__(self, document):
        super().__init__(f"{document['code']}: {document.get('detail')}")
        self.code = document["code"]


class Server:
    """http.md: requests, errors. Every request may be sent again, so where `repeats` is set each is, as if its reply had been lost."""

    repeats = False

    def __init__(self, url):
        self.url = url

    def call(self, route, request=None, token=None):
        if self.repeats:
            self.send(route, request, token)
        return self.send(route, request, token)

    def send(self, route, request, token):
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None if request is None else json.dumps(request).encode()
        try:
            with urllib.request.urlopen(urllib.request.Request(self.url + route, data, headers), timeout=30) as reply:
                return json.load(reply, object_hook=v.Part)
        except urllib.error.HTTPError as error:
            raise Problem(json.load(error)) from None


class Keys:
    """model.md: Keys."""

    def __init__(self, me):
        self.me, self.known, self.own, self.seeds = me, {}, {}, {}

    def learn(self, grant, key):
        """What one's own machines say goes before what the partner says; of seeds nothing else counts."""
        purpose, id_ = grant["purpose"], v.key_id(key)
        is_own = v.b64(grant["author"]) == self.me
        recipients = {v.b64(one["recipient"]) for one in grant["sealed"]}
        entry = self.known.setdefault(id_, (key, purpose, grant["epoch"], set(), set()))
        if entry[1:3] != (purpose, grant["epoch"]):
            if not is_own or id_ in self.own:
                return
            entry = self.known[id_] = (key, purpose, grant["epoch"], entry[3], entry[4])
        entry[3].add(v.b64(grant["device"]))
        entry[4].update(recipients)
        if is_own:
            self.own.setdefault(id_, set()).update(recipients | {v.b64(grant["device"])})
            if purpose.endswith("Seed"):
                self.seeds.setdefault(purpose, key)

    def seed(self, purpose):
        return self.seeds.get(purpose)

    def wanted(self):
        """The keys that every device of one's own is to have."""
        return [entry[:3] for entry in self.known.values() if not entry[1].endswith("Seed") or self.seed(entry[1]) == entry[0]]

    def lacks(self, device, key):
        return device not in self.own.get(v.key_id(key), set())

    def newest(self, purpose, live):
        usable = [(epoch, id_) for id_, (_, what, epoch, givers, holders) in self.known.items()
                  if what == purpose and givers | holders <= live]
        return self.known[max(usable)[1]][0] if usable else None

    def next_epoch(self, purpose):
        return max((entry[2] for entry in self.known.values() if entry[1] == purpose), default=-1) + 1


class Partner:
    def __init__(self, reveal="escrow"):
        self.reveal = reveal
        self.signing, self.agreement = secrets.token_bytes(32), secrets.token_bytes(32)
        self.card = self.card_of("machine", self.signing, self.agreement)
        self.device = v.device_id(self.card)
        self.mine = v.Log([self.signed_entry([], {"add": {"card": self.card}})])
        self.me = self.couple = self.mine.partner
        self.theirs = self.other = self.candidate = None
        self.aside = []
        self.keys, self.grants = Keys(self.me), []
        self.records, self.outbox, self.offers, self.pieces = {}, [], [], {}
        self.cursor = self.furthest = self.token = self.heard = None
        self.offering, self.stamped, self.told = False, {}, []
        self.founded, self.turned, self.invitation, self.grants_aside = False, 0, None, []

    @staticmethod
    def card_of(kind, signing, agreement, expires=None):
        card = {"kind": kind, "signing": e64(v.raw_public(v.Ed25519PrivateKey.from_private_bytes(signing))),
                "agreement": e64(v.raw_public(v.X25519PrivateKey.from_private_bytes(agreement)))}
        return plain(card if expires is None else {**card, "expires": expires})

    # Logs and grants

    def signed_entry(self, previous, action):
        entry = {"previous": [e64(one) for one in previous], "action": action, "device": e64(self.device),
                 "time": int(time.time() * 1000)}
        entry = plain(entry)
        entry["signature"] = e64(v.sign(self.signing, v.entry_content(entry)))
        return entry

    def append(self, action):
        entry = self.signed_entry(self.mine.tips(), action)
        self.mine.insert(entry)
        self.outbox.append({"write": {"entry": {"partner": e64(self.me), "entry": entry, "offered": False}}})

    def entitled(self, purpose):
        logs = [self.mine, self.theirs] if purpose.startswith("couple") else [self.mine]
        return [card for log in logs if log for id_, card in log.state().cards.items() if log.state().live(id_)]

    def made_grant(self, key, purpose, epoch, cards):
        grant = plain({"couple": e64(self.couple), "purpose": purpose, "epoch": epoch, "key": e64(v.key_id(key)),
                       "author": e64(self.me), "device": e64(self.device), "sealed": []})
        for card in cards:
            recipient, ephemeral = v.device_id(card), v.X25519PrivateKey.from_private_bytes(secrets.token_bytes(32))
            public = v.b64(card["agreement"])
            agreed = ephemeral.exchange(v.X25519PublicKey.from_public_bytes(public))
            _, aead, nonce = v.hpke_schedule(agreed, v.raw_public(ephemeral), public, v.seal_info(grant, recipient))
            grant["sealed"].append(plain({"recipient": e64(recipient), "encapsulated": e64(v.raw_public(ephemeral)),
                                          "ciphertext": e64(v.seal(aead, nonce, key, b"")[12:])}))
        grant["signature"] = e64(v.sign(self.signing, v.grant_content(grant)))
        self.grants.append(grant)
        self.keys.learn(grant, key)
        return grant

    def grant(self, *what):
        self.outbox.append({"write": {"grant": self.made_grant(*what)}})

    def writing_key(self, purpose):
        live = {v.device_id(card) for card in self.entitled(purpose)}
        key = self.keys.newest(purpose, live)
        if key is None:
            key = secrets.token_bytes(32)
            self.grant(key, purpose, self.keys.next_epoch(purpose), self.entitled(purpose))
        return key

    def log_of(self, partner):
        return self.mine if partner == self.me else self.theirs if partner is not None and partner == self.other else None

    # client.md: Becoming a couple, the joiner

    def join(self, code, name):
        host, port, path, flags, _ = v.parse_code(code)
        assert flags & 15 == 1 and flags & 0x10, "an invitation, to a server on loopback"
        self.server, root = Server(f"http://{host}:{port}{path}"), v.root_of(code)
        locator = v.derive(root, "twofold/code-locator/v1")
        reply = self.server.call("/v1/boxes/read", {"locator": e64(locator)})
        box = v.read_json(v.open_box(root, v.b64(reply["box"])))
        inviter = v.Log(reply["log"])
        assert inviter.partner == v.b64(box["inviter"]) and all(v.b64(tip) in inviter.entries for tip in box["tips"])
        self.theirs, self.other = inviter, inviter.partner
        self.couple = self.other
        self.mine.insert(self.signed_entry(self.mine.tips(), {"pair": {"partner": e64(self.other)}}))
        grants = [self.made_grant(secrets.token_bytes(32), purpose, 0, self.entitled(purpose)) for purpose in ("couple", "coupleSeed")]
        proof = v.hmac256(v.derive(root, "twofold/code-authentication/v1"), v.join_content(root, v.b64(reply["box"]), self.me))
        answer = {"locator": e64(locator), "log": [entry for entry, _ in self.mine.entries.values()], "grants": grants,
                  "proof": e64(proof)}
        try:
            self.server.call("/v1/boxes/answer", answer)
            raise AssertionError("whoever has seen a locator alone must not answer")
        except Problem as problem:
            assert problem.code == "box_unknown", problem
        answer["permit"] = e64(v.permit_of(root))
        self.server.call("/v1/boxes/answer", answer)
        assert v.b64(self.server.call("/v1/boxes/answer", answer)["couple"]) == self.couple, "sent again, it changes nothing"
        self.founded = True
        self.begin(name)

    def begin(self, name):
        for purpose in ("personalSeed", "personal"):
            self.grant(secrets.token_bytes(32), purpose, 0, self.entitled(purpose))
        self.put("own", self.named("device", e64(self.device)), {"device": {"device": e64(self.device), "name": "a second client"}})
        self.put("shared", self.named("name", ""), {"name": {"name": name, "editions": [{"edition": 2, "since": v.FIRST_DAY.isoformat()}]}})

    # client.md: Becoming a couple, the inviter

    def found(self, url, name):
        self.server = Server(url)
        self.begin(name)

    def invite(self, name):
        self.sync()
        code, root = self.new_code(1)
        content = {"inviter": e64(self.me), "tips": [e64(tip) for tip in self.mine.tips()], "name": name}
        box = self.box(root, content)
        self.invitation = (root, box)
        self.outbox.append({"write": {"box": {"locator": e64(v.derive(root, "twofold/code-locator/v1")), "kind": "invitation",
                                              "box": e64(box), "permit": e64(v.sha256(v.permit_hashed(root)))}}})
        self.sync()
        return code

    def absorb_join(self, join):
        root, box = self.invitation
        content = v.join_content(root, box, v.b64(join["partner"]))
        assert v.b64(join["locator"]) == v.derive(root, "twofold/code-locator/v1")
        assert v.b64(join["proof"]) == v.hmac256(v.derive(root, "twofold/code-authentication/v1"), content)
        self.candidate = v.b64(join["partner"])

    def adopt(self):
        """Takes in the other partner, once vouched for, with what came from them before."""
        partner = self.candidate or self.mine.state().paired
        entries = [entry for whose, entry in self.aside if whose == partner]
        if self.theirs is not None or partner is None or not entries:
            return
        log = v.Log(entries)
        if log.partner != partner or log.state().paired != self.me:
            return
        self.theirs, self.other = log, partner
        for grant in self.grants_aside:
            self.absorb_grant(grant)
        if self.mine.state().paired is None:
            offered = [entry[0] for entry in self.keys.known.values() if entry[1] == "coupleSeed"]
            self.grant(offered[0], "coupleSeed", 0, self.entitled("personal"))
            self.append({"pair": {"partner": e64(partner)}})

    def new_code(self, kind):
        host, _, port = self.server.url.removeprefix("http://").rpartition(":")
        secret, flags = secrets.token_bytes(16), kind | 0x10
        code = v.code_text(host, int(port), "", bytes([flags]) + secret + v.sha256(v.code_checked(host, int(port), "", flags, secret))[:3])
        return code, v.root_of(code)

    @staticmethod
    def box(root, content):
        key = v.derive(root, "twofold/code-box/v1")
        return v.seal(key, secrets.token_bytes(12), v.pad(json.dumps(content).encode()), v.box_binding(root))

    def fingerprint(self):
        joiner = self.me if self.couple == self.other else self.other
        hashed = v.canonical("twofold/fingerprint/v1", v.octets(self.couple), v.octets(joiner))
        digest = v.sha256(hashed)
        return " ".join(f"{int.from_bytes(digest[at:at + 5], 'big') % 100_000:05d}" for at in range(0, 30, 5))

    # client.md: More devices

    def paper(self, kind):
        """A link code or kit, as the text to print."""
        code, root = self.new_code({"link": 2, "kit": 3}[kind])
        stated = self.server.call("/v1/server")
        expires = stated["time"] + (stated["limits"]["linkSeconds"] - 5) * 1000 if kind == "link" else None
        device = v.derive(root, "twofold/code-device/v1")
        card = self.card_of(kind, v.derive(device, "twofold/code-signing/v1"), v.derive(device, "twofold/code-agreement/v1"), expires)
        self.append({"add": {"card": card}})
        for key, purpose, epoch in self.keys.wanted():
            self.grant(key, purpose, epoch, [card])
        content = {"couple": e64(self.couple), "partner": e64(self.me), "reveal": self.reveal}
        self.outbox.append({"write": {"box": {"locator": e64(v.derive(root, "twofold/code-locator/v1")), "kind": kind,
                                              "device": e64(v.device_id(card)), "box": e64(self.box(root, content))}}})
        self.sync()
        return code

    def machines(self):
        state = self.mine.state()
        return [id_ for id_, card in state.cards.items() if card["kind"] == "machine" and state.live(id_)]

    def remove(self, device):
        signed = [held["header"] for held in self.records.values() if v.b64(held["header"]["stamp"]["device"]) == device]
        standing = [v.sha256(v.record_content(header)) for header in signed if v.b64(header["author"]) == self.me]
        openings = [held["opening"] for held in self.records.values() if held.get("opening") is not None]
        standing += [v.sha256(v.opening_content(one)) for one in openings if v.b64(one["device"]) == device]
        self.append({"remove": {"device": e64(device), "standing": [e64(one) for one in sorted(standing)]}})

    # What its owner does

    def named(self, kind, subject):
        return v.hmac256(self.keys.seed("personalSeed"), v.record_name(kind, subject, self.me))

    def round(self, prompt, number=1):
        return v.hmac256(self.keys.seed("coupleSeed"), v.round_name(prompt, number))

    def answer(self, prompt, author):
        return self.records.get(v.answer_id(self.round(prompt), author))

    def put(self, class_, id_, document, owner="author"):
        self.outbox.append({"id": id_, "class": class_, "owner": owner, "document": document, "at": time.monotonic()})

    def seal(self, prompt, question, text):
        document = {"answer": {"prompt": prompt, "question": question, "number": 1, "text": text, "isFinished": False, "at": wall()}}
        self.put("sealed", v.answer_id(self.round(prompt), self.me), document)
        self.outbox[-1]["round"] = self.round(prompt)

    # documents.md

    def check_in(self, ratings):
        self.seal("checkin/us", "How close are we?", v.write_check_in(ratings))

    def ratings(self, author):
        """What a partner rated; None before the reveal."""
        words = self.words("checkin/us", author)
        return words and v.read_check_in(words)

    def reflect(self, prompt, text):
        self.put("shared", secrets.token_bytes(32), {"reflection": {"prompt": prompt, "number": 1, "text": text, "at": wall()}})

    def react(self, prompt, sign):
        document = sign and {"reaction": {"prompt": prompt, "number": 1, "sign": sign, "at": wall()}}
        self.put("shared", self.named("reaction", f"{prompt}#1"), document)

    def pledge(self, text, first, last):
        self.put("shared", secrets.token_bytes(32), {"pledge": {"text": text, "from": first, "through": last, "at": wall()}})

    def keep(self, pledge, day):
        self.put("shared", self.named("kept", e64(pledge)), {"keptPledge": {"pledge": e64(pledge), "on": day}})

    def shared(self, kind):
        """What either of the two shares of one kind: record id, author, fields."""
        found = []
        for id_, held in self.records.items():
            document = self.document(held) if held["header"]["class"] == "shared" else None
            if document is not None and v.read_document(json.dumps(document))[:2] == ("document", kind):
                found.append((id_, v.b64(held["header"]["author"]), document[kind]))
        return found

    def name_of(self, author):
        names = [(v.stamp_order(self.records[id_]["header"]["stamp"]), one["name"]) for id_, who, one in self.shared("name") if who == author]
        return max(names)[1] if names else None

    def today(self, prompts, day):
        """The prompt of the day, where the couple has set nothing."""
        standard = {"from": v.FIRST_DAY.isoformat(), "decks": v.STANDARD_DECKS, "depth": 2, "cadence": "daily",
                    "isPaused": False}
        return v.prompt_of_the_day({"spans": [standard]}, prompts, self.keys.seed("coupleSeed"), day)[0]

    def withdraw(self, prompt):
        self.put("sealed", v.answer_id(self.round(prompt), self.me), None)
        self.outbox[-1]["round"] = self.round(prompt)

    def prompts(self):
        """What the couple wrote."""
        documents = [self.document(held) for held in self.records.values() if held["header"]["class"] == "shared"]
        return [document["prompt"] for document in documents if document and "prompt" in document]

    def words(self, prompt, author):
        held = self.answer(prompt, author)
        if held is None or held["header"]["isDeleted"] or held["phase"] != "revealed" and author != self.me:
            return None
        document = self.document(held)
        assert v.read_answer(json.dumps(document), prompt, 1) == "words"
        return document["answer"]["text"]

    def document(self, held):
        header = held["header"]
        if header["isDeleted"] or held.get("body") is None:
            return None
        body = v.b64(held["body"])
        if header["class"] != "sealed":
            entry = self.keys.known.get(v.b64(header["key"]))
            return v.read_json(v.unpad(v.unseal(entry[0], body, v.body_binding(header)))) if entry else None
        if held.get("ownKey") is not None:
            wrapped = held["ownKey"]
            key = self.keys.known[v.b64(wrapped["key"])][0]
            content_key = v.unseal(key, v.b64(wrapped["sealed"]), v.key_binding("twofold/own-key/v1", header))[:32]
            return v.read_json(v.open_body(header, body, content_key))
        couple = self.keys.known[v.b64(held["opening"]["wrapped"]["key"])][0]
        return v.read_json(v.open_answer(header, body, held["opening"], couple))

    # client.md: The outbox

    def stamp(self, entry):
        now = self.heard[0] + int((time.monotonic() - self.heard[1]) * 1000)
        wanted = now - int((time.monotonic() - entry["at"]) * 1000)
        held = self.records.get(entry["id"])
        floors = [one for one in (held and held["header"]["stamp"], self.stamped.get(entry["id"])) if one]
        if entry["class"] == "sealed":
            stamp = v.next_stamp_of_answer(wanted, self.device, floors, secrets.randbits(32))
        else:
            stamp = v.next_stamp(wanted, self.device, floors)
        self.stamped[entry["id"]] = plain({"time": stamp[0], "counter": stamp[1], "device": e64(stamp[2])})
        return self.stamped[entry["id"]]

    def stamp_outbox(self):
        for card in self.entitled("personal"):
            device = v.device_id(card)
            for key, purpose, epoch in self.keys.wanted():
                if card["kind"] != "link" and device != self.device and self.keys.lacks(device, key):
                    self.grant(key, purpose, epoch, [card])
        for entry in self.outbox:
            if "write" not in entry and (entry["class"] == "own" or self.theirs):
                entry["write"] = {"record": self.record_write(entry)}

    def record_write(self, entry):
        class_, document = entry["class"], entry["document"]
        header = plain({"couple": e64(self.couple), "id": e64(entry["id"]), "class": class_, "owner": entry["owner"],
                        "author": e64(self.me), "stamp": self.stamp(entry), "isDeleted": document is None})
        record, opening, body = v.Part({"header": header}), None, b""
        if class_ == "sealed":
            header["round"] = e64(entry["round"])
        if document is not None:
            words = json.dumps(document).encode()
            key = secrets.token_bytes(32) if class_ == "sealed" else self.writing_key("personal" if class_ == "own" else "couple")
            if class_ == "sealed":
                commitment = v.sha256(v.committed(self.me, entry["round"], key, words))
                header["commitment"] = e64(commitment)
                own = v.own_key(key, entry.get("edits"))
                record["ownKey"] = self.wrapped(own, self.writing_key("personal"), "twofold/own-key/v1", header)
                if self.reveal == "escrow":
                    opening = self.opening(key, header, None)
            else:
                header["key"] = e64(v.key_id(key))
            body = v.seal(key, secrets.token_bytes(12), v.pad(words), v.body_binding(header))
        header["bodyHash"] = e64(v.body_hash(body))
        record["body"] = e64(body)
        record["signature"] = e64(v.sign(self.signing, v.record_content(header)))
        write = {"record": record, "offered": False}
        return plain(write if opening is None else {**write, "opening": opening})

    def wrapped(self, content_key, key, label, header):
        return plain({"key": e64(v.key_id(key)),
                      "sealed": e64(v.seal(key, secrets.token_bytes(12), content_key, v.key_binding(label, header)))})

    def opening(self, content_key, header, partner_commitment):
        opening = plain({"couple": header["couple"], "round": header["round"], "author": header["author"], "device": e64(self.device),
                         "commitment": header["commitment"],
                         "wrapped": self.wrapped(content_key, self.writing_key("couple"), "twofold/opening-key/v1", header)})
        if partner_commitment is not None:
            opening["partnerCommitment"] = partner_commitment
        opening["signature"] = e64(v.sign(self.signing, v.opening_content(opening)))
        return opening

    # client.md: The reveal

    def owed(self):
        for mine in list(self.records.values()):
            header = mine["header"]
            if header["class"] != "sealed" or v.b64(header["author"]) != self.me or mine["phase"] != "frozen":
                continue
            theirs = self.records.get(v.answer_id(v.b64(header["round"]), self.other))
            if mine.get("opening") is None and theirs is not None and theirs["phase"] == "frozen":
                wrapped = mine["ownKey"]
                key = v.unseal(self.keys.known[v.b64(wrapped["key"])][0], v.b64(wrapped["sealed"]),
                               v.key_binding("twofold/own-key/v1", header))[:32]
                mine["opening"] = self.opening(key, header, theirs["header"]["commitment"])
            if mine.get("opening") is not None and mine["opening"].get("partnerCommitment") is not None:
                yield mine["opening"]

    # client.md: Signing in, an exchange

    def sign_in(self):
        order = (self.mine, self.theirs) if self.couple == self.me else (self.theirs, self.mine)
        logs = [[entry for entry, _ in log.entries.values()] for log in order if log]
        try:
            reply = self.answer_challenge([])
        except Problem as problem:
            if problem.code not in ("couple_unknown", "device_unknown"):
                raise
            reply = self.answer_challenge(logs)
            if problem.code == "couple_unknown" and self.founded:
                self.begin_offering()
        self.founded = True
        self.token, self.heard = reply["token"], (reply["time"], time.monotonic())

    def answer_challenge(self, logs):
        challenge = self.server.call("/v1/challenge", {"device": e64(self.device)})["challenge"]
        signature = v.sign(self.signing, v.sign_in(v.b64(challenge, 56), self.couple, self.device))
        return self.server.call("/v1/session", {"device": e64(self.device), "couple": e64(self.couple), "partner": e64(self.me),
                                                "challenge": challenge, "signature": e64(signature), "logs": logs})

    def sync(self):
        for _ in range(30):
            if self.token is None:
                self.sign_in()
            sent, offers = [], self.offers[:50] if self.offering else []
            if not self.offering:
                self.stamp_outbox()
            sent = [entry for entry in self.outbox if "write" in entry and not (self.offering and "record" in entry["write"])]
            openings = [] if self.offering else [{"opening": opening} for opening in self.owed()]
            request = {"offering": self.offering, "writes": offers + [entry["write"] for entry in sent] + openings}
            request.update({name: value for name, value in (("cursor", self.cursor), ("furthest", self.furthest)) if value})
            try:
                reply = self.server.call("/v1/sync", request, self.token)
            except Problem as problem:
                if problem.code == "history_changed":
                    self.begin_offering()
                elif problem.code in ("token_unknown", "token_expired"):
                    self.token = None
                else:
                    raise
                continue
            self.offers = self.offers[len(offers):]
            again = self.settle(sent, reply["outcomes"][len(offers):len(offers) + len(sent)])
            for change in reply["changes"]:
                self.absorb(change)
            self.cursor, self.furthest, self.heard = reply["cursor"], reply["furthest"], (reply["time"], time.monotonic())
            if self.offering and not self.offers and not reply["more"]:
                self.offering, again = False, True
            given = [] if self.offering else [{"opening": opening} for opening in self.owed()]
            waiting = [entry for entry in self.outbox if "write" in entry or entry["class"] == "own" or self.theirs]
            if not reply["more"] and not again and not self.offers and not waiting and all(one in openings for one in given):
                return
        raise AssertionError("it does not come to rest")

    def settle(self, sent, outcomes):
        again = False
        for entry, outcome in zip(sent, outcomes):
            if outcome["result"] == "refused" and outcome["code"] == "log_moved":
                entry["write"]["entry"]["offered"] = again = True
                continue
            self.outbox.remove(entry)
            self.told.append((outcome["result"], outcome.get("code")))
            if outcome["result"] == "applied" and "record" in entry["write"]:
                write = entry["write"]["record"]
                phase = "sealed" if "round" in entry and not write["record"]["header"]["isDeleted"] else None
                self.records[entry["id"]] = plain({**write["record"], "opening": write.get("opening"), "phase": phase})
        return again

    # client.md: Logs, grants and records that arrive

    def absorb(self, change):
        (kind, value), = change.items()
        if kind == "entry":
            log = self.log_of(v.b64(value["partner"]))
            log.insert(value["entry"]) if log else self.aside.append((v.b64(value["partner"]), value["entry"]))
        elif kind == "grant" and self.log_of(v.b64(value["author"])) is None:
            self.grants_aside.append(value)
        elif kind == "grant":
            self.absorb_grant(value)
        elif kind == "joined":
            self.absorb_join(value)
        else:
            self.adopt()
            self.absorb_record(value)
        self.adopt()

    def absorb_grant(self, grant):
        author = v.b64(grant["author"])
        card = self.log_of(author).state().cards[v.b64(grant["device"])]
        assert card["kind"] == "machine" and v.b64(grant["couple"]) == self.couple
        assert grant["purpose"].startswith("couple") or author == self.me
        v.verify(v.b64(card["signing"]), v.b64(grant["signature"], 64), v.grant_content(grant))
        if any(v.b64(one["recipient"]) == self.device for one in grant["sealed"]):
            self.keys.learn(grant, v.open_grant(grant, self.device, self.agreement)[3])
        elif v.b64(grant["key"]) in self.keys.known:
            self.keys.learn(grant, self.keys.known[v.b64(grant["key"])][0])

    def stands(self, device, author, digest):
        state = self.log_of(author).state()
        card = state.cards.get(device)
        if card is None or card["kind"] != "machine":
            raise v.Refused("signer")
        if not state.live(device) and digest not in state.standing.get(device, set()):
            raise v.Refused("not standing")
        return card

    def absorb_record(self, change):
        header, author = change["header"], v.b64(change["header"]["author"])
        card = self.stands(v.b64(header["stamp"]["device"]), author, v.sha256(v.record_content(header)))
        v.verify(v.b64(card["signing"]), v.b64(change["signature"], 64), v.record_content(header))
        if not v.possible(header["stamp"]["time"]):
            raise v.Refused("impossible_stamp")
        if header["class"] == "sealed" and v.b64(header["id"]) != v.answer_id(v.b64(header["round"]), author):
            raise v.Refused("foreign_round")
        if change.get("body") is not None and v.body_hash(v.b64(change["body"])) != v.b64(header["bodyHash"]):
            raise v.Refused("body_hash")
        if change.get("opening") is not None:
            opening = change["opening"]
            v.check_opening(opening, self.stands(v.b64(opening["device"]), author, v.sha256(v.opening_content(opening))))
        incoming = plain({"phase": None, "opening": None, **change})
        id_ = v.b64(header["id"])
        held = self.records.get(id_)
        if held is not None:
            mine, theirs = [(v.stamp_order(one["header"]["stamp"]), v.b64(one["header"]["bodyHash"])) for one in (held, incoming)]
            if mine == theirs:
                rank = [None, "sealed", "frozen", "revealed"]
                incoming["phase"] = max(held["phase"], incoming["phase"], key=rank.index)
                for name in ("body", "ownKey", "opening"):
                    incoming[name] = incoming.get(name) if incoming.get(name) is not None else held.get(name)
            elif held["phase"] in ("frozen", "revealed") or (incoming["phase"] in (None, "sealed") and theirs < mine):
                return
        if author != self.me and incoming["phase"] == "revealed":
            own = self.records.get(v.answer_id(v.b64(header["round"]), self.me))
            named = own["opening"].get("partnerCommitment") if own and own.get("opening") is not None else None
            assert named in (None, header["commitment"]), "tampered"
        self.records[id_] = incoming

    # client.md: A server that went back

    def begin_offering(self):
        self.cursor = self.furthest = None
        self.offering, self.offers, self.turned = True, [], self.turned + 1
        for log, partner in ((self.mine, self.me), (self.theirs, self.other)):
            entries = [] if log is None else [entry for entry, _ in log.entries.values()]
            self.offers += [{"entry": {"partner": e64(partner), "entry": entry, "offered": True}} for entry in entries[1:]]
        self.offers += [{"grant": grant} for grant in self.grants]
        for key, purpose, epoch in self.keys.wanted():
            holders = {one["recipient"] for grant in self.grants if v.b64(grant["key"]) == v.key_id(key) for one in grant["sealed"]}
            missing = [card for card in self.entitled(purpose) if card["kind"] != "link" and e64(v.device_id(card)) not in holders]
            if missing:
                self.grant(key, purpose, epoch, missing)
        for held in self.records.values():
            header = held["header"]
            if held["phase"] == "frozen":
                held["phase"] = "sealed"
            if v.b64(header["author"]) != self.me:
                continue
            if held["phase"] == "revealed":
                theirs = self.records[v.answer_id(v.b64(header["round"]), self.other)]
                self.offers.append({"pair": {"mine": self.half(held), "theirs": self.half(theirs)}})
            else:
                write = {"record": self.half(held)["record"], "offered": True}
                opening = held.get("opening")
                if opening is not None and opening.get("partnerCommitment") is None:
                    write["opening"] = opening
                self.offers.append({"record": write})

    def half(self, held):
        record = {"header": held["header"], "signature": held["signature"], "body": held.get("body") or ""}
        if held.get("ownKey") is not None:
            record["ownKey"] = held["ownKey"]
        return {"record": record, "opening": held.get("opening")}
