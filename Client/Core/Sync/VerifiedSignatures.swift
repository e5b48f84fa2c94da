import Dispatch
import Models
import Synchronization
import Wire

/// The signatures of a page of records, verified on all processors before the records are applied one by one. Verifying takes half of
/// the processor time of a first sync.
struct VerifiedSignatures {
    private struct Verified: Hashable {
        let signature: Signature
        let version: VersionDigest
        let signer: SigningKey
    }

    /// Fewer aren't worth waking another thread for.
    private static let chunk = 16

    private let valid: Set<Verified>

    init() { valid = [] }

    /// - Parameter signer: the key that a record says it's signed with; `nil` if it isn't known yet.
    init(of records: [RecordChange], signer: (RecordHeader) -> SigningKey?) {
        let signed = records.compactMap { record in signer(record.header).map { (record: record, signer: $0) } }
        let chunks = stride(from: 0, to: signed.count, by: Self.chunk).map { signed[$0..<min($0 + Self.chunk, signed.count)] }
        let valid = Mutex<Set<Verified>>([])
        DispatchQueue.concurrentPerform(iterations: chunks.count) { index in
            let verified = chunks[index].filter { $0.record.signature.isValid(for: $0.record.header.signedContent, by: $0.signer) }
                .map { Verified(signature: $0.record.signature, version: $0.record.header.digest, signer: $0.signer) }
            valid.withLock { $0.formUnion(verified) }
        }
        self.valid = valid.withLock { $0 }
    }

    /// Whether `signer` signed this version. Verifies what hasn't been.
    func isValid(_ record: RecordChange, signer: SigningKey) -> Bool {
        valid.contains(Verified(signature: record.signature, version: record.header.digest, signer: signer))
            || record.signature.isValid(for: record.header.signedContent, by: signer)
    }
}
