//! Around the editor, in Vietnamese: before it starts, installing it, connecting from outside.

use crate::{ConnectTexts, PageTexts, SetupTexts};

pub(super) const PAGE: PageTexts = PageTexts {
    unstarted: "Trình chỉnh sửa không khởi động được",
    reason: "Hãy tải lại trang. Nếu vẫn không được, hãy hỏi quản trị viên xem tệp WebAssembly có bị chặn không.",
    stopped: "Trình chỉnh sửa đã dừng",
    listed: "Không có gì bị lưu dở dang ngoài những mục liệt kê ở đây:",
    saved: "Mọi thay đổi của bạn đã được lưu trong Bitrix24.",
    copy: "Sao chép",
    copied: "Đã sao chép",
    uncopied: "Không thể sao chép",
    reload: "Tải lại",
};

pub(super) const SETUP: SetupTexts = SetupTexts {
    // The label of a button in the CRM, so it must be short.
    placement_title: "Giai đoạn và danh sách",
    placement_hint: "Đổi tên, đổi màu, sắp xếp lại, thêm và xóa an toàn các giá trị của danh sách CRM",
    install_title: "Cài đặt Stagecraft",
    title: "Nơi mở Stagecraft",
    open_setup: "Nơi mở Stagecraft…",
    intro: "Hãy chọn nơi mọi người tìm thấy trình chỉnh sửa trong Bitrix24. Bạn có thể thay đổi bất cứ lúc nào.",
    facts_title: "Việc cài đặt làm những gì",
    facts: [
        "Thêm một nút ở các vị trí bên dưới cho mọi người có quyền truy cập CRM.",
        "Không thay đổi gì trong danh sách và bản ghi của bạn.",
        "Không lưu dữ liệu nào của bạn ở nơi khác: trình chỉnh sửa hoạt động bên trong Bitrix24, với quyền của người mở nó.",
    ],
    places: "Các vị trí trong Bitrix24",
    place_funnels: "{what}: nút phía trên các đường ống",
    place_list: "{what}: menu phía trên danh sách",
    place_menu: "Menu chính của Bitrix24",
    added: "Đã thêm",
    not_added: "Chưa thêm",
    not_offered: "Không có trong Bitrix24 này",
    older: "Đã thêm với địa chỉ khác: {address}",
    adding: "Đang thêm…",
    removing: "Đang gỡ…",
    add: "Thêm",
    add_all: "Thêm ở mọi nơi",
    remove: "Gỡ",
    remove_all: "Gỡ ở mọi nơi",
    install: "Cài đặt",
    finish_anyway: "Hoàn tất mà không thêm",
    back: "Mở trình chỉnh sửa",
    n_added: &["Đã thêm {n} vị trí"],
    n_removed: &["Đã gỡ {n} vị trí"],
    n_failed: &["Không thể thêm {n} vị trí. Bạn có thể thử lại ngay, hoặc hoàn tất rồi thêm sau."],
    finishing: "Đang hoàn tất cài đặt. Bitrix24 sẽ mở lại trang này.",
    unfinished: "Bitrix24 chưa xác nhận rằng việc cài đặt đã hoàn tất. Hãy tải lại trang; nếu lại thấy thông báo này, hãy mở ứng dụng từ danh sách ứng dụng.",
    admin_title: "Việc này phải do quản trị viên thực hiện",
    admin_body: "Chỉ quản trị viên Bitrix24 mới có thể cài đặt Stagecraft và quyết định nơi mở ứng dụng này.",
    missing_scope: "Ứng dụng thiếu quyền “Nhúng” (placement), vì vậy mọi người chỉ có thể mở ứng dụng từ danh sách ứng dụng. Hãy cấp quyền này cho ứng dụng và cài đặt lại.",
    bad_address: "Bitrix24 không chấp nhận địa chỉ của ứng dụng này: {address}. Cần một máy chủ có tên miền đầy đủ.",
    too_many: "Bitrix24 không cho phép thêm nút ở vị trí này nữa.",
};

pub(super) const CONNECT: ConnectTexts = ConnectTexts {
    title: "Kết nối mà không cần mở Bitrix24",
    intro: "Để dùng thử hoặc phát triển trình chỉnh sửa, hãy kết nối trang này bằng webhook đến.",
    field: "Địa chỉ của webhook đến",
    hint: "Trong Bitrix24: Tài nguyên dành cho nhà phát triển, Khác, Webhook đến, với quyền CRM.",
    warning_title: "Hãy giữ kín như mật khẩu",
    warning: "Bất kỳ ai có địa chỉ này đều làm được mọi việc bạn có thể làm trong CRM. Địa chỉ chỉ nằm trong bộ nhớ của trang này và bị quên khi bạn đóng hoặc tải lại trang. Hãy dùng nó trên máy tính của riêng bạn và xóa webhook khi đã xong việc.",
    connect: "Kết nối",
    bad: "Đây không phải là địa chỉ của webhook đến. Địa chỉ đúng có dạng https://your.bitrix24.vn/rest/1/abc123/",
    insecure: "Địa chỉ phải bắt đầu bằng https. Qua http, bất kỳ ai trên đường truyền cũng có thể đọc được.",
    unreachable: "{portal} không trả lời. Hãy kiểm tra địa chỉ và kết nối của bạn.",
    refused: "{portal} không chấp nhận webhook này. Có thể webhook đã bị xóa hoặc thiếu quyền CRM.",
    connected: "Đã kết nối với {portal} bằng webhook. Các thay đổi của bạn là thật.",
    disconnect: "Ngắt kết nối",
};
