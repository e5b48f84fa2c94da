package import ClientCore
package import Models

extension Messages {
    package enum Devices {
        static func kind(_ kind: DeviceKind) -> String {
            switch kind {
            case .machine: "a device"
            case .kit: "recovery kit"
            case .link: "link code"
            }
        }

        /// - Parameters:
        ///   - lastSigned: when the device last wrote anything, as far as this home knows.
        ///   - all: the devices, to look up the one that added it.
        static func facts(_ device: DeviceView, lastSigned: Instant?, among all: [DeviceView], page: OutputLayout) -> String {
            let kind = device.kind != .machine && device.name != nil ? [self.kind(device.kind)] : []
            let added = ["since \(page.date(device.added))"] + (adder(of: device, among: all).map { ["added by \($0)"] } ?? [])
            let isElsewhere = device.kind == .machine && device.isLive && !device.isThis
            let seen = isElsewhere ? lastSigned.map { ["last wrote \(page.age($0))"] } ?? [] : []
            let standing = device.isThis ? ["this device"] : device.isLive ? [] : ["removed"]
            let ending = "being removed: goes out with the next sync"
            return (kind + added + seen + (device.isEnding ? [ending] : standing)).joined(separator: ", ")
        }

        private static func adder(of device: DeviceView, among all: [DeviceView]) -> String? {
            guard let adder = all.first(where: { $0.id == device.addedBy }) else { return nil }
            return inShort(adder) + (adder.isLive ? "" : " (removed)")
        }

        /// A device within a sentence.
        private static func inShort(_ device: DeviceView) -> String {
            if device.isThis { return "this device" }
            return switch device.kind {
            case .machine: device.name.map(SafeText.line) ?? device.short
            case .kit: device.isLive ? "your kit" : "a kit"
            case .link: "a link code"
            }
        }

        /// A device by its owner's name for it, with an id to distinguish it from others of the same name.
        private static func called(_ device: DeviceView) -> String {
            let name = device.kind == .machine ? device.name.map(SafeText.line) : inShort(device)
            return name.map { "\($0) (\(device.short))" } ?? device.short
        }

        private static func names(_ devices: [DeviceView]) -> String {
            let names = devices.map(inShort)
            return names.count > 8 || names.count < 2 ? some(names) : list(names.dropLast()) + " and " + list(names.suffix(1))
        }

        // MARK: Choosing devices to remove
        package static func whichDevice(_ text: String, of count: Int) -> String {
            "\(count) of your devices are called “\(SafeText.line(text))”. Which one do you want to remove?"
        }

        /// Several devices match, and the user can't be prompted.
        package static func ambiguousDevice(_ text: String, _ choices: [String]) -> CommandError {
            CommandError(
                "ambiguous_device",
                (["\(choices.count) of your devices are called “\(SafeText.line(text))”, so nothing was removed:"] + choices)
                    .joined(separator: "\n"),
                next: "Use its id, the first word of its line: `twofold devices remove ID`", status: .failed)
        }

        package static let noOthers = CommandError("no_other_devices", "You have no other device, so nothing was removed.")

        /// Shown above the devices that the devices to be removed have added.
        package static func added(_ count: Int, by devices: [DeviceView]) -> String {
            "\(count == 1 ? "1 device that is still yours was" : "\(count) devices that are still yours were") \(addedBy(devices)). "
                + "Whoever has one of your devices can add others, so remove what you don't know."
        }

        private static func addedBy(_ devices: [DeviceView]) -> String {
            "added by \(names(devices)), or by a device that \(devices.count == 1 ? "it" : "they") had added"
        }

        /// The only kit left, which the devices to be removed have added. It's asked about by itself.
        package static func addedKit(by devices: [DeviceView]) -> String {
            "Your recovery kit was \(addedBy(devices)). If someone else may have copied it there, remove it too, and make a new one "
                + "with `twofold kit`. If not, keep it: it still works."
        }

        package static let removeKit = "Remove the kit as well?"

        package static let removeAdded = "Remove which of them as well? Enter for all, their numbers, or “none”: "

        /// The devices to be removed have added others, and the user can't be prompted.
        package static func addedDevices(_ choices: [String], by devices: [DeviceView]) -> CommandError {
            CommandError(
                "added_devices",
                ([count(choices.count, "device was", "devices were") + " \(addedBy(devices)), so nothing was removed:"] + choices)
                    .joined(separator: "\n"),
                next: "Add `--with-added` to remove \(choices.count == 1 ? "it" : "them") as well, or `--keep-added` to keep "
                    + "\(choices.count == 1 ? "it" : "them").",
                status: .failed)
        }

        package static func removing(_ devices: [DeviceView]) -> String {
            let (access, hold) = devices.count == 1 ? ("its", "it holds") : ("their", "they hold")
            return "Removing \(some(devices.map(called))) ends \(access) access at once, and new keys follow. What \(hold) already "
                + "stays on \(devices.count == 1 ? "it" : "them")."
        }

        package static func removeNow(_ count: Int) -> String { count == 1 ? "Remove it?" : "Remove all \(count)?" }
        package static let notRemoved = CommandError("not_removed", "Nothing was removed.")

        // MARK: Result of a removal
        /// - Parameter isDone: the server has the removal, even if something else still waits.
        package static func removed(_ devices: [DeviceView], isDone: Bool = false) -> Confirmation {
            let isOne = devices.count == 1
            // Keeps the case of names that users chose.
            let all = names(devices)
            let names = devices.first?.kind == .machine ? all : all.prefix(1).uppercased() + all.dropFirst()
            return Confirmation(
                "\(names) \(isOne ? "is" : "are") removed, and new keys are in use.",
                kept: isDone
                    ? "\(names) \(isOne ? "is" : "are") removed. Something that belongs to it is waiting here, "
                        + "perhaps new keys."
                    : "\(names) will be removed once the server knows. Until then, "
                        + "\(isOne ? "it isn't" : "they aren't") cut off."
            )
        }

        /// Devices that the removed ones had added by the time the removal was accepted, unnoticed.
        package static func alsoRemoved(_ devices: [DeviceView]) -> String {
            "Added in the meantime, and removed as well: \(some(devices.map(called)))."
        }

        package static let kitRemoved = "The kit no longer works: `twofold kit` makes a new one."

        package static func stillYours(_ devices: [DeviceView]) -> String { "Left: \(some(devices.map(inShort)))." }

        /// Devices that stay although a removed device had added them.
        package static func keptAdded(_ devices: [DeviceView], page: OutputLayout) -> String {
            let list = some(devices.map { "\(called($0)), since \(page.date($0.added))" })
            return "Kept, though added by what you removed: \(list). `twofold devices remove ID` removes what isn't yours."
        }

        // MARK: New devices
        /// The devices that the partner's other devices added, without those that have ended since.
        ///
        /// - Returns: `nil` if none is left.
        package static func devicesAdded(_ ids: [DeviceID], among all: [DeviceView]) -> String? {
            let added = all.filter { ids.contains($0.id) && $0.isLive }
            guard !added.isEmpty else { return nil }
            let list = added.map { device in called(device) + (adder(of: device, among: all).map { ", by \($0)" } ?? "") }
            return (added.count == 1 ? "A new device was added: " : "New devices were added: ") + list.joined(separator: "; ")
                + ". `twofold devices remove \(added.count == 1 ? added[0].short : "ID")` removes what isn't yours."
        }

        package static func cameByKit(_ devices: [DeviceView]) -> String {
            "Devices added with the earlier kit are still yours: \(some(devices.map(called))). `twofold devices "
                + "remove ID` removes what isn't."
        }
    }
}
