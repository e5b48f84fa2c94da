import Models
import Support
import Vault
import Wire

/// Someone who has keys and everything ever sent to a server, and tries every key on everything.
struct Burglar {
    var keys: [SecretKey]
    let seals: [RecordWrite]
    var openings: [Opening] = []

    /// Whether any of the answers opens: tries every key on every wrapped key, with the right associated data, and every resulting
    /// key on everything again.
    func opensAny() -> Bool {
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
                        guard let wrapped, let bytes = try? Cipher.decrypt(wrapped.bytes, under: key, binding: binding.bytes),
                            // Whatever follows it.
                            let found = SecretKey(bytes: Bytes(bytes.prefix(32)))
                        else { continue }
                        keys.append(found)
                    }
                }
            }
        }
        return seals.contains { write in
            keys.contains {
                (try? Cipher.decrypt(write.record.body.bytes, under: $0, binding: write.record.header.associatedData)) != nil
            }
        }
    }
}
