package import ClientCore
import Machine
package import Models

/// `devices`: a table of the user's devices and paper codes.
package enum DevicesText {
    /// - Parameter lastSigned: when each device last wrote anything.
    package static func lines(_ devices: [DeviceView], lastSigned: [DeviceID: Instant], on page: OutputLayout) -> [String] {
        let names = devices.map(name)
        let width = Alignment.widest(names)
        return zip(devices, names).flatMap { device, name in
            let row = device.short + "  " + Alignment.left(name, width)
            let facts = Messages.Devices.facts(device, lastSigned: lastSigned[device.id], among: devices, page: page)
            let line = row + "  " + facts
            guard let columns = page.width, DisplayWidth.of(line) > columns else { return [style(device, line, page)] }
            return [style(device, row, page)]
                + Wrapping.lines(facts, width: columns - 10).map { String(repeating: " ", count: 10) + $0 }
        }
    }

    /// One device a line, to choose from.
    ///
    /// - Parameter all: the devices, to look up those that added others.
    package static func choices(
        _ devices: [DeviceView], among all: [DeviceView], lastSigned: [DeviceID: Instant], on page: OutputLayout
    ) -> [String] {
        devices.map { device in
            let facts = Messages.Devices.facts(device, lastSigned: lastSigned[device.id], among: all, page: page)
            return "\(device.short)  \(name(device))  \(facts)"
        }
    }

    private static func name(_ device: DeviceView) -> String {
        Wrapping.truncated(SafeText.line(device.name ?? Messages.Devices.kind(device.kind)), width: 24)
    }

    private static func style(_ device: DeviceView, _ line: String, _ page: OutputLayout) -> String {
        device.isThis ? Style.strong(line, on: page) : device.isLive ? line : Style.quiet(line, on: page)
    }
}

/// `doctor` and `sync --explain`: what was checked, and what to do about it.
package enum DoctorText {
    package static func lines(_ diagnoses: [Diagnosis], on page: OutputLayout) -> [String] {
        diagnoses.flatMap { diagnosis in
            let message = Wrapping.sentences(SafeText.block(diagnosis.message), width: page.measure.map { $0 - 9 })
            let next = diagnosis.next.map { Wrapping.sentences(SafeText.block($0), width: page.measure.map { $0 - 9 }) } ?? []
            return (message + next).enumerated().map { index, line in
                index == 0
                    ? style(diagnosis.level)(Alignment.left(Messages.Exports.level(diagnosis.level), 9), on: page) + line
                    : String(repeating: " ", count: 9) + line
            }
        }
    }

    private static func style(_ level: Finding.Level) -> Style {
        switch level {
        case .fine: .good
        case .note: .quiet
        case .problem: .warning
        }
    }
}
