package import Models

/// The random name of one history of a couple.
package struct HistoryID: FixedBytes {
    package static var byteCount: Int { 16 }
    package let bytes: Bytes

    package init(validated: Bytes) { bytes = validated }
}
