import Models

/// Values that differ if their numbers do.
enum Sample {
    static func id<Value: FixedBytes>(_ number: UInt8) -> Value {
        Value(validated: Bytes(repeating: number, count: Value.byteCount))
    }

    static func stamp(_ time: Int64, _ counter: UInt32 = 0, _ device: UInt8 = 0) -> Stamp {
        Stamp(time: Instant(milliseconds: time), counter: counter, device: id(device))
    }

    static func version(_ time: Int64, _ counter: UInt32 = 0, _ device: UInt8 = 0, body: UInt8 = 0) -> Version {
        Version(stamp: stamp(time, counter, device), bodyHash: id(body))
    }
}
