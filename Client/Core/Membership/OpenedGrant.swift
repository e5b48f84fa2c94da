import Models
import Vault

/// The result of verifying and opening a grant, stored so that not every command has to repeat it.
///
/// Byte layout: result (1), digest, couple, author, device and key id (32 each), epoch (8, big-endian), the key itself (32, zero if
/// absent), the number of recipients (4), each recipient (32), and the purpose as text.
struct OpenedGrant {
    enum Result: UInt8 {
        /// The key is encrypted to other devices only.
        case forOthers
        case key
        /// It doesn't open to the key that it names.
        case broken
    }

    let digest: VersionDigest
    let couple: CoupleID
    let author: PartnerID
    /// The granting device.
    let device: DeviceID
    let key: KeyID
    let purpose: KeyPurpose
    let epoch: Int64
    let recipients: [DeviceID]
    let result: Result
    /// Present if `result` is `key`.
    let secret: SecretKey?

    /// - Parameter grant: a grant that one of its author's devices signed.
    init(_ grant: KeyGrant, as device: DeviceID, with keys: DeviceKeys) {
        let opened = Swift.Result<SecretKey?, VaultError> { () throws(VaultError) in try grant.open(as: device, with: keys) }
        let secret = (try? opened.get()) ?? nil
        let result: Result =
            switch opened {
            case .failure: .broken
            case .success(nil): .forOthers
            case .success: .key
            }
        self.init(grant, result, secret)
    }

    /// A grant whose key is known.
    init(_ grant: KeyGrant, opened secret: SecretKey) { self.init(grant, .key, secret) }

    private init(_ grant: KeyGrant, _ result: Result, _ secret: SecretKey?) {
        (digest, couple, author, device, key) = (grant.digest, grant.couple, grant.author, grant.device, grant.key)
        (purpose, epoch, recipients) = (grant.purpose, grant.epoch, grant.sealed.map(\.recipient))
        (self.result, self.secret) = (result, secret)
    }

    private static let headLength = 1 + 5 * 32 + 8 + 32 + 4

    /// - Returns: `nil` if the bytes are something else.
    init?(bytes: Bytes) {
        guard bytes.count > Self.headLength, let result = Result(rawValue: bytes[0]) else { return nil }
        func field(_ offset: Int) -> Bytes { Bytes(bytes[offset..<offset + 32]) }
        let count = bytes[201..<205].reduce(0) { $0 << 8 | Int($1) }
        let end = Self.headLength + count * 32
        guard bytes.count > end, let purpose = KeyPurpose(rawValue: String(decoding: bytes[end...], as: UTF8.self)) else {
            return nil
        }
        digest = VersionDigest(validated: field(1))
        (couple, author) = (CoupleID(validated: field(33)), PartnerID(validated: field(65)))
        (device, key) = (DeviceID(validated: field(97)), KeyID(validated: field(129)))
        epoch = Int64(bitPattern: bytes[161..<169].reduce(0) { $0 << 8 | UInt64($1) })
        secret = result == .key ? SecretKey(bytes: field(169)) : nil
        recipients = stride(from: Self.headLength, to: end, by: 32).map { DeviceID(validated: field($0)) }
        (self.purpose, self.result) = (purpose, result)
    }

    var bytes: Bytes {
        var bytes = [result.rawValue]
        for field in [digest.bytes, couple.bytes, author.bytes, device.bytes, key.bytes] { bytes += field }
        withUnsafeBytes(of: epoch.bigEndian) { bytes += $0 }
        bytes += secret?.bytes ?? Bytes(repeating: 0, count: 32)
        withUnsafeBytes(of: UInt32(recipients.count).bigEndian) { bytes += $0 }
        for recipient in recipients { bytes += recipient.bytes }
        return bytes + Bytes(purpose.rawValue.utf8)
    }
}
