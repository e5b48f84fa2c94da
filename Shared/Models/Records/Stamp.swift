/// A hybrid logical clock: wall time, then a counter for events within one millisecond, then the device.
///
/// Source: Kulkarni et al., "Logical Physical Clocks and Consistent Snapshots in Globally Distributed Databases", 2014.
package struct Stamp: Hashable, Comparable, Sendable, Codable {
    package let time: Instant
    package let counter: UInt32
    package let device: DeviceID

    package init(time: Instant, counter: UInt32, device: DeviceID) {
        self.time = time
        self.counter = counter
        self.device = device
    }

    package static func < (left: Stamp, right: Stamp) -> Bool {
        (left.time, left.counter, left.device) < (right.time, right.counter, right.device)
    }

    /// The earliest stamp of `device` that isn't before `time` and is greater than `floor`.
    package static func next(at time: Instant, by device: DeviceID, above floor: Stamp?) -> Stamp {
        guard let floor, floor.time >= time else { return Stamp(time: time, counter: 0, device: device) }
        guard floor.counter < .max else {
            return Stamp(time: floor.time.advanced(by: .milliseconds(1)), counter: 0, device: device)
        }
        return Stamp(time: floor.time, counter: floor.counter + 1, device: device)
    }

    /// The next stamp for a version of an answer. Its counter starts at a random number and rises by random steps, so that the
    /// partner, who may have seen none of the earlier versions, can't tell how many there were.
    ///
    /// - Parameter noise: a fresh random number for this stamp.
    package static func nextOfAnswer(at time: Instant, by device: DeviceID, above floor: Stamp?, noise: UInt32) -> Stamp {
        let next = next(at: time, by: device, above: floor)
        guard next.counter > 0 else { return Stamp(time: next.time, counter: noise >> 1, device: device) }
        let (counter, isBeyond) = next.counter.addingReportingOverflow(noise & 0xFFFF)
        guard !isBeyond else {
            return Stamp(time: next.time.advanced(by: .milliseconds(1)), counter: noise >> 1, device: device)
        }
        return Stamp(time: next.time, counter: counter, device: device)
    }

    /// Seconds by which an offered stamp may be ahead of the server's clock: five years. The stamp was issued under another
    /// server's clock, or under this one's when it was wrong. A new, smaller stamp would lose to it on the devices that hold it.
    package static let offeredSeconds: Int64 = 157_680_000

    /// Seconds ahead of its clock from which a reader rejects a stamp: ten years.
    package static let farSeconds: Int64 = 315_360_000
}
