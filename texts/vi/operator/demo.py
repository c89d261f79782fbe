"""The invented cases of `nghedan demo`."""

from collections.abc import Mapping

from texts.vi import states


def officer(commune: str) -> str:
    return f"Cán bộ mẫu {commune}"


def among_real_cases() -> str:
    return "Cơ sở dữ liệu đã có vụ việc thật, nên không trộn vụ việc mẫu vào. Đặt NGHEDAN_DATA_DIR khác, hoặc thêm --force nếu vẫn muốn."


def no_material(locality: str) -> str:
    return f"Gói dữ liệu {locality} chưa có vụ việc mẫu: cần tệp localities/{locality}/demo.yaml."


def made(made: Mapping[str, int], authority: str) -> str:
    each = ", ".join(f"{number} {states.for_operator(state)}" for state in states.ALL if (number := made.get(state, 0)))
    return f"Đã tạo {sum(made.values())} vụ việc mẫu ({each}). Xem: nghedan chat --as demo-can-bo-{authority}, rồi gõ: của tôi"
