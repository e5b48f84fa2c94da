package import ClientCore

/// `devices`: a table of one's own machines and codes on paper.
package enum DevicesText {
    package static func lines(_ devices: [DeviceView], on page: Page) -> [String] {
        let names = devices.map { Wrapping.truncated(SafeText.line($0.name ?? Wording.kind($0.kind)), width: 24) }
        let width = Alignment.widest(names)
        return zip(devices, names).flatMap { device, name in
            let row = device.short + "  " + Alignment.left(name, width)
            let facts = Wording.facts(device, page: page)
            let line = row + "  " + facts
            guard let columns = page.width, DisplayWidth.of(line) > columns else { return [style(device, line, page)] }
            return [style(device, row, page)]
                + Wrapping.lines(facts, width: columns - 10).map { String(repeating: " ", count: 10) + $0 }
        }
    }

    private static func style(_ device: DeviceView, _ line: String, _ page: Page) -> String {
        device.isThis ? Style.strong(line, on: page) : device.isLive ? line : Style.quiet(line, on: page)
    }
}
