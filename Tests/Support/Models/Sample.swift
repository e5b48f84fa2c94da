package import Models

/// Values that differ if their numbers do.
package enum Sample {
    package static func id<Value: FixedBytes>(_ number: UInt8) -> Value {
        Value(validated: Bytes(repeating: number, count: Value.byteCount))
    }
}
