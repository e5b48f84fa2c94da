import Models
import Support

extension Sample {
    static func stamp(_ time: Int64, _ counter: UInt32 = 0, _ device: UInt8 = 0) -> Stamp {
        Stamp(time: Instant(milliseconds: time), counter: counter, device: id(device))
    }

    static func version(_ time: Int64, _ counter: UInt32 = 0, _ device: UInt8 = 0, body: UInt8 = 0) -> Version {
        Version(stamp: stamp(time, counter, device), bodyHash: id(body))
    }
}
