import ClientCore
import LocalStore
import Models
import Support
import Testing
import Vault
import Wire

@Suite("Before the reveal, nobody but its author reads an answer")
struct SecrecyTests {
    private let prompt = "founding/first-word"

    @Test("The partner's words are in no reply, and the body is not either, until both have sealed", arguments: RevealMode.allCases)
    func nothingInReplies(mode: RevealMode) async throws {
        try await offThePool {
            let couple = try TestPair()
            try couple.ada.client.set(.reveal, to: mode.rawValue)
            _ = try couple.ada.client.seal(prompt, text: "A secret marker.")
            try couple.ada.sync()
            try couple.ben.sync()
            let changes = couple.ben.received.flatMap(\.changes)
            let seals = changes.compactMap {
                if case .record(let change) = $0, change.header.class == .sealed { change } else { nil }
            }
            #expect(seals.count == 1)
            for seal in seals {
                #expect(seal.body == nil)
                #expect(seal.ownKey == nil)
                #expect(seal.opening == nil)
            }
        }
    }

    @Test("In handshake, all that the server ever got and all that the partner's home holds do not open an answer")
    func handshakeHoldsAgainstThePartnersServer() async throws {
        try await offThePool {
            let couple = try TestPair()
            try couple.ada.client.set(.reveal, to: "handshake")
            _ = try couple.ada.client.seal(prompt, text: "The first version.")
            try couple.ada.sync()
            _ = try couple.ada.client.seal(prompt, text: "The second version.")
            try couple.ada.sync()
            try couple.ben.sync()
            let keys = try couple.ben.everyKey
            let seals = couple.ada.sentWrites.compactMap {
                if case .record(let write) = $0, write.record.header.class == .sealed { write } else { nil }
            }
            #expect(seals.count == 2)
            #expect(seals.allSatisfy { $0.opening == nil })
            #expect(!opens(seals, keys))
            // The same attempt succeeds once Ada's client has opened: the attempt is a real one.
            _ = try couple.ben.client.seal(prompt, text: "Ben's.")
            try couple.ben.sync()
            try couple.ada.sync()
            let openings = couple.ada.sentWrites.compactMap { if case .opening(let opening) = $0 { opening } else { nil } }
            #expect(openings.count >= 1)
            #expect(opens(seals, keys, openings))
        }
    }

    @Test("In escrow, the opening is what the partner's keys open, so that the server's withholding is what protects it")
    func escrowRestsOnTheServer() async throws {
        try await offThePool {
            let couple = try TestPair()
            _ = try couple.ada.client.seal(prompt, text: "Trusted to the server.")
            try couple.ada.sync()
            let seals = couple.ada.sentWrites.compactMap {
                if case .record(let write) = $0, write.record.header.class == .sealed { write } else { nil }
            }
            #expect(try opens(seals, couple.ben.everyKey, seals.compactMap(\.opening)))
        }
    }

    @Test("No two versions share a content key")
    func freshContentKeys() async throws {
        try await offThePool {
            let couple = try TestPair()
            for text in ["Same.", "Other.", "Same."] {
                _ = try couple.ada.client.seal(prompt, text: text)
                try couple.ada.sync()
            }
            let seals = couple.ada.sentWrites.compactMap {
                if case .record(let write) = $0 { write.record.header.commitment } else { nil }
            }
            #expect(Set(seals).count == 3)
        }
    }

    /// Tries every key on every ciphertext, with the right associated data, and every key that comes out on everything again.
    private func opens(_ seals: [RecordWrite], _ keys: [SecretKey], _ openings: [Opening] = []) -> Bool {
        var keys = keys
        for write in seals {
            let header = write.record.header
            guard let commitment = header.commitment else { continue }
            for label in ["twofold/own-key/v1", "twofold/opening-key/v1"] {
                var binding = CanonicalWriter(label)
                binding.append(header.couple)
                binding.append(header.author)
                binding.append(header.round)
                binding.append(commitment)
                for wrapped in [write.record.ownKey?.sealed] + openings.map({ $0.wrapped.sealed }) {
                    for key in keys {
                        guard let wrapped, let bytes = try? Cipher.open(wrapped.bytes, under: key, binding: binding.bytes),
                            let found = SecretKey(bytes: bytes)
                        else { continue }
                        keys.append(found)
                    }
                }
            }
        }
        return seals.contains { write in
            keys.contains {
                (try? Cipher.open(write.record.body.bytes, under: $0, binding: write.record.header.associatedData)) != nil
            }
        }
    }
}
