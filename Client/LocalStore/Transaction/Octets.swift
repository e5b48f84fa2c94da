import FoundationEssentials
import Models

extension FixedBytes {
    /// The value as stored in a column.
    var column: Data { Data(bytes) }
}

extension Blob {
    /// The value as stored in a column.
    var column: Data { Data(bytes) }
}
