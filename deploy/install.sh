#!/bin/sh
# 把解开的离线包装到 /opt/fengsui，建立账号和服务。要用 root 执行；数据（/var/lib/fengsui）和设置（/etc/fengsui）从不覆盖。
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
target=/opt/fengsui

fail() { echo "$1" >&2; exit 1; }
[ "$(id -u)" -eq 0 ] || fail '请用 root 执行：sudo sh install.sh'
case "$(uname -m)" in x86_64) arch=x64 ;; aarch64) arch=arm64 ;; *) fail "本包不支持 $(uname -m)" ;; esac
[ "$(cat "$here/ARCH")" = "$arch" ] || fail "这个包是 $(cat "$here/ARCH") 的，本机是 $arch，请换对应的包"
(cd "$here" && sha256sum --check --quiet SHA256SUMS) || fail '文件与校验和不符：包不完整或被改动过，没有安装'
"$here/bin/node" --version >/dev/null || fail '自带的 Node 在本机不能运行（需要 glibc 2.28 以上）'

id fengsui >/dev/null 2>&1 || useradd --system --home-dir /var/lib/fengsui --shell /usr/sbin/nologin fengsui
if [ -e "$target" ]; then
  "$here/bin/fengsui" upgrade check --data /var/lib/fengsui || [ "${FENGSUI_FORCE:-}" = 1 ] || fail '先处理上面带 ✗ 的各项（或设 FENGSUI_FORCE=1 强行继续）。旧程序没有动'
  systemctl stop fengsui 2>/dev/null || true
  rm -rf "$target.previous"
  mv "$target" "$target.previous"
fi
mkdir -p "$target"
cp -R "$here/." "$target/"
chown -R root:root "$target"
mkdir -p /etc/fengsui
[ -e /etc/fengsui/fengsui.env ] || printf '# 只供本机访问时不用改。要让局域网访问：\n#HOST=0.0.0.0\n#PORT=8443\n#TLS_CERT=/var/lib/fengsui/tls/server.pem\n#TLS_KEY=/var/lib/fengsui/tls/server-key.pem\n' >/etc/fengsui/fengsui.env
chown -R root:fengsui /etc/fengsui
chmod 750 /etc/fengsui
chmod 640 /etc/fengsui/fengsui.env
cp "$target/deploy/fengsui.service" /etc/systemd/system/fengsui.service
ln -sf "$target/bin/fengsui" /usr/local/bin/fengsui
systemctl daemon-reload
systemctl enable --now fengsui
echo '安装完成。状态：systemctl status fengsui；日志：journalctl -u fengsui；设置：/etc/fengsui/fengsui.env'
