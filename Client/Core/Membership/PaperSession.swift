import FoundationEssentials
import Models
import Vault
import Wire

/// What the holder of a link code or kit can do: sign in as the device it represents, fetch logs and keys, and enlist a device.
final class PaperSession {
    private let client: Client
    private let code: PaperCode
    private let keys: DeviceKeys
    private let content: PaperContent
    private let api: ServerAPI
    private let server: ServerAddress
    private var session: SessionResponse?
    private(set) var identity: PaperIdentity?

    /// Fetches and opens the code's box.
    ///
    /// - Throws: `codeUnknown`, `codeNotGenuine`, or why the server wasn't reached.
    init(_ code: PaperCode, client: Client) throws(ClientError) {
        self.client = client
        self.code = code
        keys = try ClientError.converting { try code.keys.device() }
        do throws(ClientError) {
            let box = try client.readBox(code).box
            guard let opened = try? code.keys.decryptBox(box),
                let read = try? WireJSON.decode(PaperContent.self, from: Data(opened))
            else {
                throw .codeNotGenuine
            }
            content = read
        } catch { throw error.forPaper }
        server = code.address(trust: content.pin.map { .pin($0) } ?? .authority)
        api = ServerAPI(transport: client.connect(server, nil))
    }

    var partner: PartnerID { content.partner }

    /// - Throws: `codeUnknown`, `codeNotGenuine`, or why the server wasn't reached.
    func signIn() throws(ClientError) {
        let device = keys.card(kind).id
        do throws(ClientError) {
            let answer = try api.signIn(as: device, of: content.couple, for: content.partner, with: keys)
            // The box says whose code it is: anyone can make up a log that contains the code's device.
            if answer.partner != content.partner || answer.couple != content.couple { throw .codeNotGenuine }
            session = answer
        } catch { throw error.forPaper }
    }

    /// Fetches the logs and what was encrypted to this code. Everything is held in memory, because nothing can be verified before
    /// all of it has arrived; so no more is accepted than logs and grants have room for.
    ///
    /// - Throws: `endlessReplies` if the server goes on beyond that, or claims that there's more without sending any;
    ///   `codeNotGenuine`, or why the server wasn't reached.
    func pull() throws(ClientError) {
        guard let session else { throw .signing }
        var entries: [EntryChange] = []
        var grants: [KeyGrant] = []
        var room = UnverifiedRoom()
        var cursor: Cursor?
        var more = true
        var idle = 0
        while more {
            let reply = try api.sync(SyncRequest(cursor: cursor, furthest: nil, offering: true, writes: []), token: session.token)
            idle = reply.changes.contains(where: \.isForPaper) ? 0 : idle + 1
            guard idle <= Patience.idlePages else { throw .endlessReplies }
            for change in reply.changes where change.isForPaper {
                try room.take(change.encodedSize)
                switch change {
                case .entry(let entry): entries.append(entry)
                case .grant(let grant): grants.append(grant)
                case .record, .joined: break
                }
            }
            cursor = reply.cursor
            more = reply.more
        }
        identity = try ClientError.converting {
            try PaperIdentity(
                partner: session.partner, couple: session.couple, device: keys.card(kind).id, keys: keys, entries: entries,
                grants: grants)
        }
    }

    /// Enlists a new device for the code's partner.
    ///
    /// - Returns: what this home needs to become that device. It's stored, so that a lost reply costs nothing.
    /// - Throws: what `signIn` and `pull` throw; `problem` if the server refuses the device; `store`.
    func enlist() throws(ClientError) -> PendingEnlisting {
        try signIn()
        try pull()
        guard let session, let identity else { throw .signing }
        let machine = try ClientError.converting { try DeviceKeys(random: client.random) }
        let paper = keys.card(kind)
        let entry = try ClientError.converting {
            try LogEntry(
                previous: identity.mine.tips, action: .add(card: machine.card(.machine), retiring: kind == .link ? paper.id : nil),
                device: paper.id, time: client.now(), signedWith: keys.signing)
        }
        let other = identity.theirs?.partner
        var membership = Membership(
            phase: other == nil ? .waiting : .paired, couple: session.couple, partner: session.partner,
            device: machine.card(.machine).id,
            other: other, secrets: try client.seal(machine.stored), server: server, registration: nil,
            reveal: kind == .kit ? .handshake : content.reveal, name: nil)
        membership.isFounded = true
        let offered = identity.ring.seeds(.coupleSeed).prefix(KeyringEdit.mostUntriedSeeds)
        if identity.seed(.coupleSeed) == nil, !offered.isEmpty {
            membership.untriedSeeds = try client.seal(offered.flatMap(\.bytes))
        }
        let keysToGrant = identity.keys.map {
            PendingEnlisting.Key(key: Blob($0.key.bytes), purpose: $0.purpose, epoch: $0.epoch)
        }
        let pending = PendingEnlisting(
            locator: code.keys.locator, membership: membership, entry: entry, mine: identity.mine.entries,
            theirs: identity.theirs?.entries ?? [], keys: keysToGrant)
        try client.writeStore { try $0.setUnfinished(self.client.seal(Bytes(WireJSON.encode(pending)))) }
        let outcome: Outcome?
        do throws(ClientError) {
            outcome = try api.sync(
                SyncRequest(
                    cursor: nil, furthest: nil, offering: true,
                    writes: [.entry(EntryWrite(partner: session.partner, entry: entry))]), token: session.token
            ).outcomes.first
        } catch {
            // A link code ends with its entry, and its token with it: an earlier request arrived, and only its reply was lost.
            guard case .problem(let problem) = error, problem.code == .tokenUnknown else { throw error }
            outcome = nil
        }
        if case .refused(let code)? = outcome {
            try client.writeStore { try $0.setUnfinished(nil) }
            throw .problem(Problem(status: 409, code: code, title: "The server refuses the new machine."))
        }
        guard try client.isKnown(pending.membership) else { throw .codeUnknown }
        return pending
    }

    private var kind: DeviceKind { code.kind == .kit ? .kit : .link }
}

extension Change {
    /// The changes that matter to a code on paper; others are discarded.
    fileprivate var isForPaper: Bool {
        switch self {
        case .entry, .grant: true
        case .record, .joined: false
        }
    }
}

extension ClientError {
    /// The error for the holder of a code if the server no longer knows the code's device.
    fileprivate var forPaper: ClientError {
        guard case .problem(let problem) = self else { return self }
        return problem.code == .deviceUnknown || problem.code == .deviceRemoved || problem.code == .boxUnknown ? .codeUnknown : self
    }
}
