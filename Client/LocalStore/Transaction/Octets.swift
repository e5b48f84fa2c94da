import FoundationEssentials
import Models

extension FixedBytes {
    /// As a column holds it.
    var column: Data { Data(bytes) }
}

extension Blob {
    /// As a column holds it.
    var column: Data { Data(bytes) }
}
