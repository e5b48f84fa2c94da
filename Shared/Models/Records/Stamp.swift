/// A hybrid logical clock: wall time first, then a counter for what happened within the same millisecond, then the device.
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

    /// The earliest stamp of `device` that is not before `time` and is greater than every stamp in `floors`.
    package static func next(at time: Instant, by device: DeviceID, above floors: Stamp?...) -> Stamp {
        guard let floor = floors.compactMap({ $0 }).max(), floor.time >= time else {
            return Stamp(time: time, counter: 0, device: device)
        }
        guard floor.counter < .max else { return Stamp(time: floor.time.advanced(byMilliseconds: 1), counter: 0, device: device) }
        return Stamp(time: floor.time, counter: floor.counter + 1, device: device)
    }
}
